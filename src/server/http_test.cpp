#include "server/http.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <tuple>

#include "server/detail/decoding.hpp"
#include "server/detail/parameters.hpp"

namespace luoshi::server {
namespace {

// One connection of a plain client.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(const std::string& bytes) const { (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  // Reads until the text has come, or the other end closed.
  std::string read_until(const std::string& text) {
    char buffer[4096];
    while (got_.find(text) == std::string::npos) {
      const ssize_t n = ::recv(socket_, buffer, sizeof buffer, 0);
      if (n <= 0) break;
      got_.append(buffer, static_cast<std::size_t>(n));
    }
    return got_;
  }
  std::string read_all() { return read_until(std::string(1, '\0') + "never"); }

 private:
  int socket_;
  std::string got_;
};

class HttpTest : public testing::Test {
 protected:
  HttpTest() : server_{options(), [](const Request& request) { return answer(request); }} {
    runner_ = std::thread{[this] { server_.run(); }};
  }
  ~HttpTest() override {
    server_.stop();
    runner_.join();
  }
  static ServerOptions options() {
    ServerOptions made;
    made.port = 0;
    made.head_seconds = 1;
    made.body_seconds = 1;
    made.write_seconds = 1;
    made.body_limit = 1000;
    made.workers = 4;
    made.large_body = [](const Request& head) -> LargeBody {
      if (head.path == "/upload") return {2000, std::nullopt};
      if (head.path != "/closed") return {};
      Response refusal;
      refusal.status = 401;
      refusal.body = "sign in";
      return {0, refusal};
    };
    return made;
  }
  static Handling answer(const Request& request) {
    if (request.path == "/throw") return {Handling::When::Later, [](const Request&) -> Response { throw std::runtime_error{"planted"}; }};
    if (request.path == "/events")
      return {Handling::When::Now, [](const Request&) {
                Response response;
                response.events = true;
                return response;
              }};
    if (request.path == "/large")
      return {Handling::When::Now, [](const Request&) {
                Response response;
                response.body = std::string(std::size_t{64} << 20U, 'x');
                return response;
              }};
    return {request.path == "/later" ? Handling::When::Later : Handling::When::Now, [](const Request& asked) {
              Response response;
              response.body = asked.path + "|" + asked.query + "|" + asked.body;
              return response;
            }};
  }
  std::string once(const std::string& bytes) {
    Client client{server_.port()};
    client.send(bytes);
    return client.read_all();
  }

  HttpServer server_;
  std::thread runner_;
};

TEST_F(HttpTest, AnswersOneRequestAfterAnotherOnOneConnection) {
  Client client{server_.port()};
  client.send("GET /a?b=1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
  const std::string got = client.read_until("/later||hi");
  EXPECT_NE(got.find("/a|b=1|"), std::string::npos) << got;
  EXPECT_NE(got.find("/later||hi"), std::string::npos) << got;
}

TEST_F(HttpTest, ALateHeadIsClosedAtItsDeadlineHoweverItTrickles) {
  Client slow{server_.port()};
  const auto began = std::chrono::steady_clock::now();
  slow.send("GET /a HTTP/1.1\r\n");
  std::thread trickle{[&slow] {
    for (int i = 0; i < 20; ++i) {
      slow.send("X: y\r\n");
      std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
  }};
  EXPECT_EQ(slow.read_all(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{3}) << "the deadline is one for the whole head";
  trickle.join();
}

TEST_F(HttpTest, ABodyThatDoesNotComeIsClosedAtItsDeadline) {
  Client slow{server_.port()};
  const auto began = std::chrono::steady_clock::now();
  slow.send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_EQ(slow.read_all(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{4});
}

TEST_F(HttpTest, HalfRequestsAreForgottenAndOthersServed) {
  for (const std::string half : {"", "GET", "GET / HTTP/1.1\r\nHo", "GET / HTTP/1.1\r\nHost: x\r\n",
                                 "POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf",
                                 "POST /later HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal"}) {
    const Client client{server_.port()};
    client.send(half);
  }
  Client whole{server_.port()};
  whole.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(whole.read_until("/a||").find("200"), std::string::npos);
}

TEST_F(HttpTest, AClientThatReadsNothingIsCutOffAndHoldsNobodyUp) {
  Client idle{server_.port()};
  idle.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  Client other{server_.port()};
  other.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(other.read_until("/a||").find("200"), std::string::npos);
  std::this_thread::sleep_for(std::chrono::milliseconds{1500});  // past the deadline of writing
  EXPECT_LT(idle.read_all().size(), std::size_t{64} << 20U) << "the rest was never sent";
}

TEST_F(HttpTest, AHeadOfNineKilobytesIsRefused) {
  EXPECT_EQ(once("GET / HTTP/1.1\r\nX: " + std::string(9000, 'a') + "\r\n\r\n").substr(0, 12), "HTTP/1.1 431");
}

TEST_F(HttpTest, ABodyOverTheLimitIsRefusedBeforeItIsRead) {
  EXPECT_EQ(once("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n").substr(0, 12), "HTTP/1.1 413");
}

TEST_F(HttpTest, ALargeBodyIsTakenOrRefusedByWhoeverKnowsWhatItIsFor) {
  const auto sent = [](const std::string& path, std::size_t bytes) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n" + std::string(bytes, 'x');
  };
  EXPECT_EQ(once(sent("/upload", 1500)).substr(0, 12), "HTTP/1.1 200");
  EXPECT_EQ(once(sent("/upload", 2500)).substr(0, 12), "HTTP/1.1 413");
  const std::string refused = once(sent("/closed", 1500));
  EXPECT_EQ(refused.substr(0, 12), "HTTP/1.1 401") << refused;
  EXPECT_NE(refused.find("sign in"), std::string::npos);
  EXPECT_EQ(once(sent("/closed", 500)).substr(0, 12), "HTTP/1.1 200") << "a small one is not asked about";
}

// With the deadlines of every day, which would hold a stop up for a minute.
TEST_F(HttpTest, AStopClosesAtOnceWhatWaitsAndLetsAnAnswerUnderWayFinish) {
  ServerOptions usual;
  usual.port = 0;
  std::atomic<bool> begun{false};
  HttpServer server{usual, [&](const Request& request) -> Handling {
                      if (request.path != "/slow") return answer(request);
                      return {Handling::When::Later, [&](const Request&) {
                                begun = true;
                                std::this_thread::sleep_for(std::chrono::milliseconds{300});
                                Response response;
                                response.body = "finished";
                                return response;
                              }};
                    }};
  std::thread runner{[&] { server.run(); }};
  Client watching{server.port()}, reads_nothing{server.port()}, idle{server.port()}, silent{server.port()}, refused{server.port()}, slow{server.port()};
  for (const Client* const stream : {&watching, &reads_nothing}) stream->send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(watching.read_until("retry").find("retry"), std::string::npos);
  EXPECT_NE(reads_nothing.read_until("retry").find("retry"), std::string::npos);
  std::thread reader{[&] { (void)watching.read_all(); }};
  server.publish(std::string(std::size_t{64} << 20U, 'x'));
  idle.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(idle.read_until("/a||").find("/a||"), std::string::npos);
  refused.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
  EXPECT_NE(refused.read_until("MB").find("413"), std::string::npos);
  slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!begun) std::this_thread::sleep_for(std::chrono::milliseconds{5});
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  runner.join();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{2});
  EXPECT_NE(slow.read_all().find("finished"), std::string::npos);
  reader.join();
}

TEST_F(HttpTest, WhatIsNoHttpIsRefused) {
  EXPECT_EQ(once("\x16\x03\x01 hello\r\n\r\n").substr(0, 12), "HTTP/1.1 400");
  EXPECT_EQ(once("GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n").substr(0, 12), "HTTP/1.1 400");
  EXPECT_EQ(once("GET /%2e%2e/etc HTTP/1.1\r\nHost: x\r\n\r\n").substr(0, 12), "HTTP/1.1 400");
}

TEST_F(HttpTest, AFailingAnswerIsSaidInGeneralWords) {
  Client client{server_.port()};
  client.send("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string got = client.read_until("系统管理员");
  EXPECT_EQ(got.substr(0, 12), "HTTP/1.1 500");
  EXPECT_EQ(got.find("planted"), std::string::npos);
}

TEST_F(HttpTest, EventsReachEveryOpenStream) {
  Client first{server_.port()};
  Client second{server_.port()};
  for (Client* client : {&first, &second}) {
    client->send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    client->read_until("retry");
  }
  server_.publish("{\"events\":7}");
  EXPECT_NE(first.read_until("data: {\"events\":7}\n\n").find("{\"events\":7}"), std::string::npos);
  EXPECT_NE(second.read_until("data: {\"events\":7}\n\n").find("{\"events\":7}"), std::string::npos);
}

TEST_F(HttpTest, StoppingEndsStreamsAndIdleConnections) {
  Client stream{server_.port()};
  stream.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  stream.read_until("retry");
  server_.stop();
  EXPECT_NE(stream.read_all().find("retry"), std::string::npos) << "closed, not hanging";
}

TEST(Request, PathsAreDecodedOrRefused) {
  using detail::decoded_path;
  EXPECT_EQ(decoded_path("/%E6%96%87%E4%BB%B6/1"), "/文件/1");
  for (const char* bad : {"", "a", "/a/../b", "/a/..", "/.", "/%00", "/%zz", "/%e6", "/a\\b"}) EXPECT_EQ(decoded_path(bad), std::nullopt) << bad;
}

TEST(Request, ANumberInAPathIsReadOnceAndTooLargeForAThingItNamesNone) {
  Request request;
  for (const auto& [path, number, id] : {std::tuple{"/api/v1/reports/12/evidence", std::uint64_t{12}, 12U}, {"/api/v1/things", 0, 0U},
                                         {"/api/v1/commitments/4294967297", 4294967297, 0U}, {"/api/v1/enough/4294967295/sheet", 4294967295, 4294967295U}}) {
    request.path = path;
    EXPECT_EQ(detail::path_number(request), number) << path;
    EXPECT_EQ(detail::path_id(request), id) << path;
  }
}

TEST(Request, CookiesAndParametersAreFoundByTheirWholeName) {
  Request request;
  request.query = "search=%E6%B2%B3%E6%B6%8C+%E6%88%AA%E6%B1%A1&size=25";
  request.headers = {{"cookie", "other=1; luoshi_session=abc; x=luoshi_session"}};
  EXPECT_EQ(request.parameter("search"), "河涌 截污");
  EXPECT_EQ(request.parameter("siz"), "");
  EXPECT_EQ(request.cookie("luoshi_session"), "abc");
  EXPECT_EQ(request.cookie("session"), "");
}

}  // namespace
}  // namespace luoshi::server
