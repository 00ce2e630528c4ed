#include "formats/geopackage/geopackage.hpp"

#include <sqlite3.h>

#include <cstring>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "formats/csv.hpp"

namespace luoshi::formats {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;
constexpr std::size_t kMostRows = 1'000'000;
constexpr int kStepsBetweenLooks = 10'000, kMostLooks = 50'000;

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw Error{Fault::BadInput, name + " is no GeoPackage that can be read (" + why + "); export the layer again"};
}

/// A database in memory, read only, that runs nothing of what the file brings.
class Database {
 public:
  Database(std::string_view bytes, std::string name) : name_{std::move(name)} {
    if (bytes.size() > kMostBytes)
      throw Error{Fault::TooLarge, name_ + " is larger than 64 MB (the limit); export fewer layers"};
    if (bytes.size() < 512 || bytes.substr(0, 16) != std::string_view{"SQLite format 3\0", 16})
      refuse(name_, "it is no SQLite file");
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(opened);
    if (status != SQLITE_OK) throw Error{Fault::Unavailable, "no memory to read " + name_ + "; try again"};
    for (const auto& [option, on] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                     {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                     {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                     {SQLITE_DBCONFIG_ENABLE_VIEW, 0}})
      sqlite3_db_config(opened, option, on, nullptr);
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, 16 << 20);
    sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(opened, kStepsBetweenLooks, &Database::look, this);
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    if (copy == nullptr) throw Error{Fault::Unavailable, "no memory to read " + name_ + "; try again"};
    std::memcpy(copy, bytes.data(), bytes.size());
    // A file saved with a write-ahead log says so in its header; without that log it reads as any other.
    copy[18] = copy[19] = 1;
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    if (sqlite3_deserialize(opened, "main", copy, size, size,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
      refuse(name_, "it cannot be opened");
  }

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  [[nodiscard]] Statement prepare(const std::string& sql, const std::string& argument = {}) const {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &made, nullptr) != SQLITE_OK) fail();
    Statement statement{made};
    if (sqlite3_bind_parameter_count(made) > 0)
      sqlite3_bind_text(made, 1, argument.data(), static_cast<int>(argument.size()), SQLITE_TRANSIENT);
    return statement;
  }
  [[nodiscard]] bool step(const Statement& statement) const {
    const int status = sqlite3_step(statement.get());
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) return false;
    fail();
  }
  [[noreturn]] void fail() const {
    if (looks_ > kMostLooks)
      throw Error{Fault::TooLarge, name_ + " takes too many steps to read (a damaged index?); export the layer again"};
    refuse(name_, sqlite3_errmsg(handle_.get()));
  }

 private:
  static int look(void* self) { return ++static_cast<Database*>(self)->looks_ > kMostLooks ? 1 : 0; }
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  std::string name_;
  std::unique_ptr<sqlite3, Close> handle_;
  int looks_ = 0;
};

std::string text_at(const Database::Statement& row, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row.get(), column));
  return text == nullptr ? std::string{}
                         : std::string{text, static_cast<std::size_t>(sqlite3_column_bytes(row.get(), column))};
}

std::string layer_of(const Database& database, const std::string& wanted, const std::string& name) {
  const auto rows =
      database.prepare("SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY 1");
  std::vector<std::string> layers;
  while (layers.size() < 1000 && database.step(rows)) layers.push_back(text_at(rows, 0));
  std::string listed;
  for (const std::string& layer : layers) {
    if (layer == wanted) return layer;
    listed += (listed.empty() ? "" : ", ") + layer;
  }
  if (wanted.empty() && layers.size() == 1) return layers.front();
  throw Error{
      Fault::BadInput,
      name + (wanted.empty() ? " has " + std::to_string(layers.size()) + " layers" : " has no layer '" + wanted + "'") +
          " (there are: " + listed + "); write " + name + "#LAYER"};
}

std::string quoted(const std::string& identifier) {
  std::string made = "\"";
  for (const char c : identifier) made += c == '"' ? std::string{"\"\""} : std::string(1, c);
  return made + "\"";
}

/// The attributes' columns: all but the shape and an integer key.
std::vector<std::string> columns_of(const Database& database, const std::string& layer, const std::string& name) {
  const auto kind = database.prepare("SELECT type FROM sqlite_master WHERE name = ?", layer);
  if (!database.step(kind) || text_at(kind, 0) != "table") refuse(name, "layer '" + layer + "' is no table");
  std::string shape;
  const auto has_shapes = database.prepare("SELECT 1 FROM sqlite_master WHERE name = ?", "gpkg_geometry_columns");
  if (database.step(has_shapes)) {
    const auto rows = database.prepare("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", layer);
    if (database.step(rows)) shape = text_at(rows, 0);
  }
  const auto rows = database.prepare("SELECT name, type, pk FROM pragma_table_info(?)", layer);
  std::vector<std::string> columns;
  while (database.step(rows)) {
    const std::string column = text_at(rows, 0);
    const bool key = sqlite3_column_int(rows.get(), 2) > 0 && text_at(rows, 1) == "INTEGER" && column != "id";
    if (column != shape && !key) columns.push_back(column);
  }
  if (columns.empty()) refuse(name, "layer '" + layer + "' has no attributes");
  return columns;
}

std::string without_line_ends(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

}  // namespace

std::string geopackage_table(std::string_view bytes, const std::string& layer, const std::string& name) {
  const Database database{bytes, name};
  const std::string table = layer_of(database, layer, name);
  const auto columns = columns_of(database, table, name);
  std::string made, list;
  for (const std::string& column : columns) {
    made += (made.empty() ? "" : ",") + csv_field(without_line_ends(column));
    list += (list.empty() ? "" : ", ") + quoted(column);
  }
  const auto rows = database.prepare("SELECT " + list + " FROM " + quoted(table));
  for (std::size_t row = 1; database.step(rows); ++row) {
    if (row > kMostRows) throw Error{Fault::TooLarge, name + " has more than 10^6 rows (the limit); export fewer"};
    made += '\n';
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (k > 0) made += ',';
      const int column = static_cast<int>(k);
      switch (sqlite3_column_type(rows.get(), column)) {
        case SQLITE_NULL:
          break;
        case SQLITE_FLOAT:
          made += shortest_number(sqlite3_column_double(rows.get(), column));
          break;
        case SQLITE_BLOB:
          throw Error{Fault::BadInput, name + "#" + table + ":" + std::to_string(row + 1) + ": column " + columns[k] +
                                           " holds bytes (text or a number is wanted); leave the column out"};
        default: {
          const std::string text = csv_field(without_line_ends(text_at(rows, column)));
          // A line that begins with '#' would be read as a remark.
          made += k == 0 && text.starts_with('#') ? "\"" + text + "\"" : text;
        }
      }
    }
    if (made.size() > 4 * kMostBytes) throw Error{Fault::TooLarge, name + " holds too much text; export fewer rows"};
  }
  return made + "\n";
}

}  // namespace luoshi::formats
