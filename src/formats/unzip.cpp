#include "formats/unzip.hpp"

#include <zip.h>

#include <array>

#include "base/error.hpp"

namespace luoshi::formats {

struct Unzip::State {
  zip_t* archive = nullptr;
  ~State() {
    if (archive != nullptr) zip_discard(archive);
  }
};

namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10U;

struct OpenPart {
  zip_file_t* file = nullptr;
  explicit OpenPart(zip_file_t* opened) : file{opened} {}
  OpenPart(const OpenPart&) = delete;
  OpenPart& operator=(const OpenPart&) = delete;
  ~OpenPart() {
    if (file != nullptr) zip_fclose(file);
  }
};

Error damaged(const std::string& name, const std::string& path) {
  return Error{Fault::BadInput, name + "：打不开（其中的 " + path + " 已损坏）请用原程序另存一份再交"};
}

}  // namespace

Unzip::Unzip(std::string_view bytes, std::string name, const UnzipLimits& limits)
    : state_{std::make_unique<State>()}, name_{std::move(name)}, limits_{limits} {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) state_->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (source != nullptr && state_->archive == nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (state_->archive == nullptr)
    throw Error{Fault::BadInput, name_ + "：打不开（压缩包的目录缺失或已损坏）请用原程序另存一份再交"};
  const auto entries = static_cast<std::uint64_t>(zip_get_num_entries(state_->archive, 0));
  if (entries > limits_.entries)
    throw Error{Fault::TooLarge, name_ + "：不予读取（压缩包内有 " + std::to_string(entries) + " 个文件，上限 " +
                                     std::to_string(limits_.entries) + " 个）请核对来源"};
}

Unzip::~Unzip() = default;

bool Unzip::has(const std::string& path) const { return zip_name_locate(state_->archive, path.c_str(), 0) >= 0; }

void Unzip::read(const std::string& path, const std::function<void(std::string_view)>& sink) {
  const zip_int64_t found = zip_name_locate(state_->archive, path.c_str(), 0);
  if (found < 0) throw Error{Fault::NotFound, name_ + "：打不开（缺少 " + path + "）请用原程序另存一份再交"};
  const auto index = static_cast<zip_uint64_t>(found);
  zip_stat_t stat;
  if (zip_stat_index(state_->archive, index, 0, &stat) != 0) throw damaged(name_, path);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    throw Error{Fault::BadInput, name_ + "：打不开（设了密码）请去掉密码再交"};
  const OpenPart part{zip_fopen_index(state_->archive, index, 0)};
  if (part.file == nullptr) throw damaged(name_, path);
  const std::uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
  std::uint64_t out = 0;
  std::array<char, kPiece> piece{};
  for (;;) {
    const zip_int64_t count = zip_fread(part.file, piece.data(), piece.size());
    if (count < 0) throw damaged(name_, path);
    if (count == 0) return;
    out += static_cast<std::uint64_t>(count);
    inflated_ += static_cast<std::uint64_t>(count);
    if (inflated_ > limits_.inflated || (out > limits_.free && out / limits_.ratio > packed))
      throw Error{Fault::TooLarge, name_ + "：不予读取（展开后过大，像压缩炸弹：" + path + " 由 " +
                                       std::to_string(packed) + " 字节展开到 " + std::to_string(out) +
                                       " 字节以上）请核对来源，或删去空行空列后另存"};
    sink({piece.data(), static_cast<std::size_t>(count)});
  }
}

std::string Unzip::read_all(const std::string& path, std::uint64_t most) {
  std::string all;
  read(path, [&](std::string_view piece) {
    if (all.size() + piece.size() > most)
      throw Error{Fault::TooLarge,
                  name_ + "：不予读取（" + path + " 超过 " + std::to_string(most) + " 字节）请核对来源"};
    all += piece;
  });
  return all;
}

}  // namespace luoshi::formats
