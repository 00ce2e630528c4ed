#include "notify/post.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>

#include "base/error.hpp"
#include "base/json.hpp"

namespace luoshi::notify {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMostAnswer = std::size_t{64} << 10U;

[[noreturn]] void fail(const std::string& what) { throw Error{Fault::Unavailable, what}; }

// A connection, with TLS or without, that never waits beyond its end.
class Line {
 public:
  Line(const Place& place, std::chrono::milliseconds patience) : end_{Clock::now() + patience} {
    connect(place);
    if (place.scheme == Place::Scheme::Https || place.scheme == Place::Scheme::Smtps) secure(place.host);
  }
  ~Line() {
    ssl_.reset();
    if (socket_ >= 0) ::close(socket_);
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const int sent = ssl_ ? SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))
                            : static_cast<int>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
      else wait_for(sent, POLLOUT);
    }
  }
  /// The next bytes; empty at the end.
  std::string read() {
    std::array<char, 4096> buffer{};
    for (;;) {
      const int got = ssl_ ? SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()))
                           : static_cast<int>(::recv(socket_, buffer.data(), buffer.size(), 0));
      if (got > 0) return {buffer.data(), static_cast<std::size_t>(got)};
      if (got == 0 || (ssl_ && SSL_get_error(ssl_.get(), got) == SSL_ERROR_ZERO_RETURN)) return {};
      wait_for(got, POLLIN);
    }
  }

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(addrinfo* found) const { freeaddrinfo(found); }
  };

  void wait(short what) const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clock::now()).count();
    pollfd one{socket_, what, 0};
    if (left <= 0 || poll(&one, 1, static_cast<int>(left)) <= 0) fail("no answer in time");
  }
  void wait_for(int result, short plain) const {
    if (!ssl_) {
      if (errno != EAGAIN && errno != EINTR) fail("the connection broke");
      return wait(plain);
    }
    const int why = SSL_get_error(ssl_.get(), result);
    if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) fail("the secure connection broke");
    wait(why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT);
  }

  void connect(const Place& place) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    if (getaddrinfo(place.host.c_str(), place.port.c_str(), &hints, &raw) != 0) fail("the host is not known");
    const std::unique_ptr<addrinfo, Free> found{raw};
    for (const addrinfo* at = found.get(); at != nullptr; at = at->ai_next) {
      socket_ = ::socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      if (socket_ < 0) continue;
      int error = 0;
      socklen_t length = sizeof error;
      if (::connect(socket_, at->ai_addr, at->ai_addrlen) == 0) return;
      if (errno == EINPROGRESS) {
        wait(POLLOUT);
        if (getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0) return;
      }
      ::close(socket_);
      socket_ = -1;
    }
    fail("no connection");
  }

  void secure(const std::string& host) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    if (!context_ || SSL_CTX_set_default_verify_paths(context_.get()) != 1) fail("no list of trusted certificates");
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    ssl_.reset(SSL_new(context_.get()));
    if (!ssl_ || SSL_set1_host(ssl_.get(), host.c_str()) != 1 || SSL_set_fd(ssl_.get(), socket_) != 1) fail("no secure connection");
    (void)SSL_set_tlsext_host_name(ssl_.get(), host.c_str());
    for (int result = SSL_connect(ssl_.get()); result != 1; result = SSL_connect(ssl_.get())) wait_for(result, POLLIN);
  }

  Clock::time_point end_;
  int socket_ = -1;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> ssl_;
};

using Fate = Posted::Fate;

// The robots answer 200 and say inside whether they took it. `broke`: why the answer ended before its end; empty where it did not.
Posted robot_answer(const std::string& answer, const std::string& broke) {
  const std::size_t body = answer.find("\r\n\r\n");
  const std::string first = answer.substr(0, std::min(answer.find("\r\n"), answer.size()));
  if (first.size() < 12) return {Fate::NobodyCanTell, broke.empty() ? "no answer" : broke};
  if (first[9] != '2') return {Fate::Refused, first.substr(0, 100)};
  if (body == std::string::npos) return {Fate::NobodyCanTell, broke.empty() ? "half an answer" : broke};
  const std::string text = answer.substr(body + 4);
  bool said = false;
  for (const std::string_view name : {"\"errcode\":", "\"code\":", "\"StatusCode\":"})
    if (std::size_t at = text.find(name); at != std::string::npos) {
      at += name.size();
      while (at < text.size() && text[at] == ' ') ++at;
      const bool zero = at < text.size() && text[at] == '0' && (at + 1 == text.size() || text[at + 1] < '0' || text[at + 1] > '9');
      if (!zero) return {Fate::Refused, text.substr(0, 200)};
      said = true;
    }
  if (!said && !broke.empty()) return {Fate::NobodyCanTell, broke};
  return {Fate::Taken, first};
}

Posted to_robot(const Place& place, const std::string& body, std::chrono::milliseconds patience) {
  Line line{place, patience};
  line.write("POST " + place.path + " HTTP/1.1\r\nHost: " + place.host + "\r\nUser-Agent: luoshi\r\nContent-Type: application/json; charset=utf-8\r\n"
             "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  std::string answer, broke;
  try {
    while (answer.size() < kMostAnswer) {
      const std::string more = line.read();
      if (more.empty()) break;
      answer += more;
    }
  } catch (const Error& error) {
    broke = error.what();
  }
  return robot_answer(answer, broke);
}

// One reply of SMTP (RFC 5321, 4.2): lines that begin with the same code, the last one with a space behind it.
std::string reply(Line& line, std::string& unread) {
  std::string whole;
  for (;;) {
    const std::size_t end = unread.find("\r\n");
    if (end == std::string::npos) {
      const std::string more = line.read();
      if (more.empty() || unread.size() + whole.size() > kMostAnswer) fail("the mail server ended the connection");
      unread += more;
      continue;
    }
    whole = unread.substr(0, end);
    unread.erase(0, end + 2);
    if (whole.size() < 4 || whole[3] != '-') return whole;
  }
}

Posted to_mail(const Place& place, const std::string& from, const std::string& body, std::chrono::milliseconds patience) {
  Line line{place, patience};
  std::string unread;
  const auto expect = [&](const std::string& command, char code) -> std::optional<std::string> {
    if (!command.empty()) line.write(command + "\r\n");
    const std::string said = reply(line, unread);
    return said.empty() || said[0] != code ? std::optional{said.substr(0, 200)} : std::nullopt;
  };
  for (const auto& [command, code] : {std::pair<std::string, char>{"", '2'}, {"EHLO luoshi", '2'}, {"MAIL FROM:<" + from + ">", '2'}, {"RCPT TO:<" + place.path + ">", '2'}, {"DATA", '3'}})
    if (const auto no = expect(command, code)) return {Fate::Refused, *no};
  std::string text = "From: <" + from + ">\r\nTo: <" + place.path + ">\r\n" + body;
  for (std::size_t at = text.find("\r\n."); at != std::string::npos; at = text.find("\r\n.", at + 4)) text.insert(at + 2, ".");
  line.write(text + "\r\n.\r\n");
  try {
    if (const auto no = expect("", '2')) return {Fate::Refused, *no};
  } catch (const Error& error) {
    return {Fate::NobodyCanTell, error.what()};
  }
  try {
    line.write("QUIT\r\n");
  } catch (const Error&) {  // a server that hangs up first has the mail all the same
  }
  return {Fate::Taken, "250"};
}

}  // namespace

Posted post(const Address& address, const std::string& from, const std::string& body, std::chrono::milliseconds patience) {
  const auto place = place_of(address.place);
  if (!place) return {Fate::Refused, "not an address of the list"};
  try {
    return address.form == Form::Mail ? to_mail(*place, from, body, patience) : to_robot(*place, body, patience);
  } catch (const Error& error) {
    return {Fate::Refused, error.what()};
  }
}

}  // namespace luoshi::notify
