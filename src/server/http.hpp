#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::server {

enum class Method { Get, Post, Delete, Head, Other };

/// One request as the routes see it: decoded, limited, its header names in lower case.
struct Request {
  Method method = Method::Get;
  std::string path;   ///< percent-decoded, begins with '/', holds no "." or ".." part and no NUL
  std::string query;  ///< as sent, without '?'
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string peer;   ///< the other end's address

  /// The header's value; empty when it is not there.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  /// A cookie's value; empty when it is not there.
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
  /// A query parameter, percent-decoded; empty when it is not there or not UTF-8.
  [[nodiscard]] std::string parameter(std::string_view name) const;
};

/// An answer. `fixed` bytes live as long as the program (embedded assets) and are sent without copying.
struct Response {
  unsigned status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body;
  std::string_view fixed;
  std::vector<std::pair<std::string, std::string>> headers;
  bool events = false;  ///< go on as a stream of server-sent events after this head
};

/// What is thought of a large body before it is taken in: the bytes allowed (0: as for any other), or the answer that refuses it.
struct LargeBody {
  std::size_t limit = 0;
  std::optional<Response> refusal;
};

/// What the server does with a request. `Now` runs where the request was read and must not wait; `Later` runs on a worker.
struct Handling {
  enum class When { Now, Later };
  When when = When::Now;
  std::function<Response(const Request&)> answer;
};

using Route = std::function<Handling(const Request&)>;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;            ///< 0: any free one
  unsigned threads = 2;                 ///< each with its own loop and listening socket
  unsigned workers = 32;                ///< for answers that wait: durable writes, passwords
  std::size_t header_limit = 8 * 1024;
  std::size_t body_limit = 1024 * 1024;
  /// Bodies above `body_limit`: asked with their head (no body yet); without an answer `body_limit` holds. A body that may be larger
  /// must state its length, and no more than `large_bodies` are taken in at once. Asked on the loop's thread: must not wait.
  std::function<LargeBody(const Request&)> large_body;
  std::size_t largest_body = 64 * 1024 * 1024;
  unsigned large_bodies = 6;
  unsigned connections = 2000;
  unsigned head_seconds = 10;           ///< from the first byte awaited to a whole head
  unsigned body_seconds = 30;           ///< for a whole request, its body included; a large one gets a second for each 32 KB more
  unsigned write_seconds = 60;
};

/// HTTP/1.1 with absolute deadlines, limits, keep-alive and server-sent events (Boost.Beast behind this header).
///
/// A late head or body is closed without an answer; a large head gets 431, a large body 413, a malformed request 400, and
/// what such a client still sends is taken in for a while, or the answer would not reach it. A thread per stream is never
/// needed: an open event stream costs its buffers only.
class HttpServer {
 public:
  /// Listens at once. @throws Error{Unavailable} when the address cannot be had.
  HttpServer(const ServerOptions& options, Route route);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Serves until `stop`, which may be called from any thread or a signal's handler thread.
  void run();
  /// Ends listening and closes at once idle connections, event streams and refused clients; answers under way get up to five
  /// seconds, then their connections are closed too. What a worker has begun is waited for: it may be writing.
  void stop();
  /// Sends one event (its data on one line) to every open stream; a stream that lags far behind is closed.
  void publish(const std::string& data);
  [[nodiscard]] std::size_t streams() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace luoshi::server
