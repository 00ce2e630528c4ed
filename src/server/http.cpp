// The one source file that includes Boost.Asio and Boost.Beast.

#include "server/http.hpp"

#include <utility>  // Asio 1.74 uses std::exchange without including it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <limits>
#include <list>
#include <optional>
#include <thread>

#include "base/error.hpp"
#include "server/detail/decoding.hpp"

namespace luoshi::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::seconds;

constexpr unsigned kLingerSeconds = 3;
constexpr std::size_t kLagLimit = 256;  // events a slow stream may fall behind

// One open event stream; lives in its connection's coroutine and is touched by its loop's thread only.
struct EventStream {
  EventStream(asio::io_context& context, beast::tcp_stream& its) : connection{its}, wake{context} {}
  beast::tcp_stream& connection;
  asio::steady_timer wake;
  std::deque<std::string> queue;
  bool lagged = false;
};

// One thread's loop. Everything in it is touched by that thread only.
struct Loop {
  asio::io_context context{1};
  tcp::acceptor acceptor{context};
  std::list<EventStream*> streams;
  std::list<beast::tcp_stream*> idle;  // connections nobody is answered on: they wait for a request, or were refused and linger
};

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get: return Method::Get;
    case http::verb::post: return Method::Post;
    case http::verb::delete_: return Method::Delete;
    case http::verb::head: return Method::Head;
    default: return Method::Other;
  }
}

Response plain(unsigned status, const char* fault, const char* reason) {
  Response response;
  response.status = status;
  response.body = std::string{R"({"fault":")"} + fault + R"(","reason":")" + reason + R"("})";
  return response;
}

Response too_large(std::size_t limit) {
  const std::string most = std::to_string(std::max<std::size_t>(1, limit >> 20U));
  return plain(413, "too_large", ("内容太大（上限" + most + " MB）。请拆分或压缩后再提交").c_str());
}

// What is known of a request once its head is in.
template <class Message>
std::optional<Request> head_of(const Message& message) {
  Request request;
  request.method = method_of(message.method());
  const std::string_view target{message.target().data(), message.target().size()};
  const std::size_t mark = std::min(target.find('?'), target.size());
  const auto path = detail::decoded_path(target.substr(0, mark));
  if (!path) return std::nullopt;
  request.path = *path;
  request.query = std::string{target.substr(std::min(mark + 1, target.size()))};
  for (const auto& field : message) {
    std::string name{field.name_string().data(), field.name_string().size()};
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    request.headers.emplace_back(std::move(name), std::string{field.value().data(), field.value().size()});
  }
  return request;
}

// Counts a large body while it is taken in.
class Counted {
 public:
  explicit Counted(std::atomic<unsigned>& count) : count_{count}, place_{++count} {}
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  [[nodiscard]] unsigned place() const { return place_; }

 private:
  std::atomic<unsigned>& count_;
  unsigned place_;
};

// The answer to a request that could not be read; nothing where the other end is gone.
std::optional<Response> answer_to_failure(const error_code& failure, std::size_t body_limit) {
  if (failure == http::error::header_limit) return plain(431, "too_large", "请求头太长（上限8 KB）。请清理浏览器的Cookie后重试");
  if (failure == http::error::body_limit) return too_large(body_limit);
  // A connection that ran out of time is closed already.
  if (failure == beast::error::timeout || failure == http::error::end_of_stream || failure == asio::error::eof || failure == asio::error::connection_reset ||
      failure == asio::error::operation_aborted || failure == http::error::partial_message)
    return std::nullopt;
  return plain(400, "bad_input", "请求不合规范（不是HTTP/1.1）。请用浏览器打开");
}

}  // namespace

struct HttpServer::State {
  ServerOptions options;
  Route route;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<asio::thread_pool> workers;
  std::atomic<bool> stopping{false};
  std::atomic<unsigned> connections{0};
  std::atomic<std::size_t> streams{0};
  std::atomic<unsigned> large{0};  // large bodies being taken in
  std::uint16_t port = 0;

  void listen();
  asio::awaitable<void> accept(Loop& loop);
  asio::awaitable<void> drain(Loop& loop);
  asio::awaitable<void> serve(tcp::socket socket, Loop& loop);
  asio::awaitable<std::optional<Request>> read(beast::tcp_stream& stream, beast::flat_buffer& buffer, Loop& loop, bool& keep_alive);
  asio::awaitable<Response> answer(Loop& loop, const Request& request);
  asio::awaitable<void> linger(beast::tcp_stream& stream, Loop& loop);
  asio::awaitable<bool> write(beast::tcp_stream& stream, const Response& response, bool keep_alive, bool head_only);
  asio::awaitable<void> stream_events(beast::tcp_stream& stream, const Response& head, Loop& loop);
};

void HttpServer::State::listen() {
  try {
    tcp::endpoint endpoint{asio::ip::make_address(options.address), options.port};
    for (unsigned i = 0; i < options.threads; ++i) {
      auto loop = std::make_unique<Loop>();
      loop->acceptor.open(endpoint.protocol());
      loop->acceptor.set_option(asio::socket_base::reuse_address{true});
      // Every loop has its own queue of new connections; the kernel spreads them.
      if (options.threads > 1)
        loop->acceptor.set_option(asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>{true});
      loop->acceptor.bind(endpoint);
      loop->acceptor.listen();
      endpoint.port(loop->acceptor.local_endpoint().port());  // the one chosen for port 0 serves all
      loops.push_back(std::move(loop));
    }
    port = endpoint.port();
  } catch (const boost::system::system_error& error) {
    throw Error{Fault::Unavailable, options.address + ":" + std::to_string(options.port) + " cannot be listened on (" +
                                        error.code().message() + "); end the program that uses it, or choose --listen"};
  }
}

asio::awaitable<void> HttpServer::State::accept(Loop& loop) {
  while (!stopping) {
    error_code failure;
    tcp::socket socket = co_await loop.acceptor.async_accept(asio::redirect_error(asio::use_awaitable, failure));
    if (failure) {
      if (stopping) break;
      // Out of file handles: wait for some to close instead of spinning.
      asio::steady_timer pause{loop.context, std::chrono::milliseconds{50}};
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failure));
      continue;
    }
    if (connections.load() >= options.connections) continue;  // closed by leaving
    ++connections;
    socket.set_option(tcp::no_delay{true}, failure);
    asio::co_spawn(loop.context, serve(std::move(socket), loop), asio::detached);
  }
}

// Answers under way get five seconds; then the loop ends whatever waits.
asio::awaitable<void> HttpServer::State::drain(Loop& loop) {
  asio::steady_timer tick{loop.context};
  for (int i = 0; i < 100 && connections.load() > 0; ++i) {
    tick.expires_after(std::chrono::milliseconds{50});
    error_code ignored;
    co_await tick.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
  loop.context.stop();
}

asio::awaitable<std::optional<Request>> HttpServer::State::read(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                                                Loop& loop, bool& keep_alive) {
  http::request_parser<http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(options.header_limit));
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // judged below, once it is known what the body is for
  error_code failure;
  const auto place = loop.idle.insert(loop.idle.end(), &stream);
  stream.expires_after(seconds{options.head_seconds});
  co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, failure));
  loop.idle.erase(place);
  keep_alive = false;
  std::optional<Request> request;
  std::optional<Response> refusal;
  std::optional<Counted> counted;
  if (!failure) {
    request = head_of(parser.get());
    if (!request) {
      co_await write(stream, plain(400, "bad_input", "地址不合规范（含有不允许的字符）。请从首页重新打开"), false, false);
      co_return std::nullopt;
    }
    const std::uint64_t length = parser.content_length() ? *parser.content_length() : 0;
    std::size_t limit = options.body_limit;
    if (length > limit && options.large_body) {
      LargeBody asked = options.large_body(*request);
      refusal = std::move(asked.refusal);
      limit = std::max(limit, std::min(asked.limit, options.largest_body));
    }
    if (!refusal && length > options.body_limit && length <= limit) counted.emplace(large);
    if (!refusal && length > limit) refusal = too_large(limit);
    else if (counted && counted->place() > options.large_bodies)
      refusal = plain(503, "unavailable", "正在收的文件太多（一次只收几个）。请稍后再传");
    parser.body_limit(limit);
    if (!refusal) {
      stream.expires_after(seconds{options.body_seconds + length / 32'768});
      co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, failure));
    }
  }
  if (failure) refusal = answer_to_failure(failure, options.body_limit);
  if (failure || refusal) {
    if (refusal) {
      co_await write(stream, *refusal, false, false);
      co_await linger(stream, loop);
    }
    co_return std::nullopt;
  }
  auto message = parser.release();
  keep_alive = message.keep_alive() && !stopping;
  request->body = std::move(message.body());
  error_code ignored;
  request->peer = stream.socket().remote_endpoint(ignored).address().to_string();
  co_return request;
}

// Takes in what a refused client still sends: a connection closed on unread bytes is reset, and the answer lost on its way.
asio::awaitable<void> HttpServer::State::linger(beast::tcp_stream& stream, Loop& loop) {
  if (stopping) co_return;
  const auto place = loop.idle.insert(loop.idle.end(), &stream);
  error_code failure;
  stream.socket().shutdown(tcp::socket::shutdown_send, failure);
  stream.expires_after(seconds{kLingerSeconds});
  std::vector<char> unread(std::size_t{16} << 10U);
  while (!failure && !stopping) (void)co_await stream.async_read_some(asio::buffer(unread), asio::redirect_error(asio::use_awaitable, failure));
  loop.idle.erase(place);
}

asio::awaitable<Response> HttpServer::State::answer(Loop& loop, const Request& request) {
  Response response = plain(500, "unavailable", "服务出错（已记入日志）。请稍后再试，仍不行请告知系统管理员");
  const auto guarded = [&](const Handling& handling) {
    try {
      response = handling.answer(request);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "luoshi: %s: %s\n", request.path.c_str(), error.what());
    }
  };
  const Handling handling = route(request);
  if (handling.when == Handling::When::Now) {
    guarded(handling);
    co_return response;
  }
  asio::steady_timer done{loop.context, asio::steady_timer::time_point::max()};
  asio::post(*workers, [&] {
    guarded(handling);
    asio::post(loop.context, [&done] { done.cancel(); });
  });
  error_code cancelled;
  co_await done.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  co_return response;
}

asio::awaitable<bool> HttpServer::State::write(beast::tcp_stream& stream, const Response& response, bool keep_alive, bool head_only) {
  const std::string_view bytes = response.fixed.empty() ? std::string_view{response.body} : response.fixed;
  http::response<http::span_body<const char>> message{static_cast<http::status>(response.status), 11};
  message.set(http::field::content_type, response.type);
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.keep_alive(keep_alive);
  message.content_length(bytes.size());
  if (!head_only) message.body() = beast::span<const char>{bytes.data(), bytes.size()};
  error_code failure;
  stream.expires_after(seconds{options.write_seconds});
  http::response_serializer<http::span_body<const char>> serializer{message};
  if (head_only) {
    co_await http::async_write_header(stream, serializer, asio::redirect_error(asio::use_awaitable, failure));
  } else {
    co_await http::async_write(stream, serializer, asio::redirect_error(asio::use_awaitable, failure));
  }
  co_return !failure;
}

asio::awaitable<void> HttpServer::State::stream_events(beast::tcp_stream& stream, const Response& head, Loop& loop) {
  std::string opening = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n";
  for (const auto& [name, value] : head.headers) opening.append(name).append(": ").append(value).append("\r\n");
  opening += "\r\nretry: 3000\n\n" + head.body;
  EventStream events{loop.context, stream};
  const auto place = loop.streams.insert(loop.streams.end(), &events);
  ++streams;
  events.queue.push_back(std::move(opening));
  error_code failure;
  while (!failure && !stopping && !events.lagged) {
    if (events.queue.empty()) {
      events.wake.expires_after(seconds{15});
      error_code woken;
      co_await events.wake.async_wait(asio::redirect_error(asio::use_awaitable, woken));
      // A comment now and then finds out whether the other end is still there.
      if (events.queue.empty() && !stopping) events.queue.emplace_back(": 在\n\n");
      if (stopping) break;
    }
    const std::string bytes = std::move(events.queue.front());
    events.queue.pop_front();
    stream.expires_after(seconds{options.write_seconds});
    co_await asio::async_write(stream, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, failure));
  }
  loop.streams.erase(place);
  --streams;
}

asio::awaitable<void> HttpServer::State::serve(tcp::socket socket, Loop& loop) {
  beast::tcp_stream stream{std::move(socket)};
  beast::flat_buffer buffer{options.header_limit + options.body_limit};
  bool keep_alive = true;
  while (keep_alive && !stopping) {
    const auto request = co_await read(stream, buffer, loop, keep_alive);
    if (!request) break;
    const Response response = co_await answer(loop, *request);
    if (response.events) {
      co_await stream_events(stream, response, loop);
      break;
    }
    if (!co_await write(stream, response, keep_alive, request->method == Method::Head)) break;
  }
  error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  --connections;
}

HttpServer::HttpServer(const ServerOptions& options, Route route) : state_{std::make_unique<State>()} {
  state_->options = options;
  state_->route = std::move(route);
  state_->workers = std::make_unique<asio::thread_pool>(options.workers);
  state_->listen();
}

HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const { return state_->port; }

std::size_t HttpServer::streams() const { return state_->streams; }

void HttpServer::run() {
  std::vector<std::thread> threads;
  for (const auto& loop : state_->loops) {
    asio::co_spawn(loop->context, state_->accept(*loop), asio::detached);
    threads.emplace_back([&loop] { loop->context.run(); });
  }
  for (std::thread& thread : threads) thread.join();
  state_->workers->stop();  // what no worker has begun never begins: whoever asked was closed
  state_->workers->join();
}

void HttpServer::stop() {
  if (state_->stopping.exchange(true)) return;
  for (const auto& loop : state_->loops)
    asio::post(loop->context, [raw = loop.get()] {
      error_code ignored;
      raw->acceptor.close(ignored);
      // A cancel misses what has just come to pass and is about to go on: no more is received, either way.
      for (beast::tcp_stream* stream : raw->idle) {
        stream->socket().shutdown(tcp::socket::shutdown_receive, ignored);
        stream->cancel();
      }
      for (EventStream* events : raw->streams) {
        events->connection.close();  // not cancelled: a write that has just got a part through would go on with the rest
        events->wake.cancel();
      }
    });
  for (const auto& loop : state_->loops) asio::co_spawn(loop->context, state_->drain(*loop), asio::detached);
}

void HttpServer::publish(const std::string& data) {
  const std::string event = "data: " + data + "\n\n";
  for (const auto& loop : state_->loops)
    asio::post(loop->context, [raw = loop.get(), event] {
      for (EventStream* stream : raw->streams) {
        if (stream->queue.size() >= kLagLimit) stream->lagged = true;
        else stream->queue.push_back(event);
        stream->wake.cancel();
      }
    });
}

}  // namespace luoshi::server
