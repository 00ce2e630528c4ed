#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "base/error.hpp"
#include "base/json.hpp"
#include "notify/addresses.hpp"
#include "notify/message.hpp"
#include "notify/outbox.hpp"
#include "notify/post.hpp"

namespace luoshi::notify {
namespace {

using Fate = Posted::Fate;

Day day(unsigned d) { return Day{std::chrono::year{2026} / 6 / static_cast<int>(d)}; }

Daily three() {
  return {"甲", day(30), {{"填报 C-3", std::nullopt}, {"答复 Q-7\r\nBcc: x@y", day(28)}, {"核查 R-9; 逗号, 分号", day(29)}}};
}

class Place_ : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove(path_); }
  void TearDown() override { std::filesystem::remove(path_); }
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / ("luoshi-outbox-" + std::to_string(getpid()));
};
using OutboxTest = Place_;

// Answers one connection on loopback; keeps what it was sent.
class Sink {
 public:
  explicit Sink(std::vector<std::string> says) : says_{std::move(says)} {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof at;
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&at), length), 0);
    EXPECT_EQ(listen(listener_, 1), 0);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &length);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  ~Sink() { end(); }
  std::string end() {
    if (thread_.joinable()) {
      shutdown(listener_, SHUT_RDWR);
      thread_.join();
      close(listener_);
    }
    return got_;
  }
  [[nodiscard]] std::string port() const { return std::to_string(port_); }

 private:
  void serve() {
    const int one = accept(listener_, nullptr, nullptr);
    if (one < 0) return;
    for (std::size_t i = 0; i < says_.size(); ++i) {
      if (i > 0 || says_.size() == 1) {
        char buffer[65536];
        const ssize_t n = recv(one, buffer, sizeof buffer, 0);
        if (n > 0) got_.append(buffer, static_cast<std::size_t>(n));
      }
      (void)send(one, says_[i].data(), says_[i].size(), MSG_NOSIGNAL);
    }
    close(one);
  }
  std::vector<std::string> says_;
  int listener_ = -1;
  unsigned short port_ = 0;
  std::string got_;
  std::thread thread_;
};

TEST(Message, HoldsTitlesAndDaysDueFirst) {
  EXPECT_EQ(text_of(three()), "落实：2026-06-30 要办的 3 件\n2026-06-28  答复 Q-7  Bcc: x@y\n2026-06-29  核查 R-9; 逗号, 分号\n未定期限  填报 C-3");
  EXPECT_EQ(parse_json(body_of(Form::DingTalk, three())).at("text").at("content").as_string(), text_of(three()));
  EXPECT_EQ(parse_json(body_of(Form::Feishu, three())).at("content").at("text").as_string(), text_of(three()));
  Daily many{"甲", day(1), {}};
  for (int i = 0; i < 25; ++i) many.lines.push_back({std::string(300, 'x'), day(2)});
  EXPECT_NE(text_of(many).find("另有 5 件"), std::string::npos);
  EXPECT_LT(text_of(many).size(), 3000U);
}

TEST(Message, ATitleOpensNoFieldOfAMailOrCalendar) {
  const std::string mail = body_of(Form::Mail, three());
  EXPECT_EQ(mail.substr(0, mail.find("\r\n\r\n")).find("Bcc"), std::string::npos);
  const std::string calendar = body_of(Form::Calendar, three());
  EXPECT_EQ(calendar.find("\nBcc"), std::string::npos);
  EXPECT_NE(calendar.find("DTSTART;VALUE=DATE:20260628\r\nDTEND;VALUE=DATE:20260629"), std::string::npos);
  EXPECT_NE(calendar.find("核查 R-9\\; 逗号\\, 分号"), std::string::npos);
  for (std::size_t at = 0; at < calendar.size();) {
    const std::size_t end = calendar.find("\r\n", at);
    EXPECT_LE(end - at, 75U);
    at = end + 2;
  }
}

TEST(Addresses, OnlyWholeSafeAddressesAreTaken) {
  EXPECT_TRUE(place_of("https://oapi.example.com/robot/send?access_token=abc"));
  EXPECT_TRUE(place_of("http://127.0.0.1:9/x"));
  EXPECT_TRUE(place_of("smtps://mail.example.com/a@example.com"));
  for (const char* const bad : {"http://example.com/x", "ftp://example.com", "https://", "https://a b/", "https://user@example.com/", "https://例.com/", "https://h:99999999/",
                                "smtp://mail.example.com:25/a@b.c", "smtps://mail.example.com/nobody", "smtps://m/a@b>c", "javascript:alert(1)", "https://h\r\nx/"})
    EXPECT_FALSE(place_of(bad)) << bad;
}

TEST(Addresses, AreOffUntilAnAdministratorSaysSo) {
  const Addresses read = read_addresses(R"({"on":false,"from":"a@b.c","people":[{"person":"甲","form":"mail","place":"smtps://m.example.com/a@b.c"}]})");
  EXPECT_FALSE(read.on);
  EXPECT_EQ(read.all.size(), 1U);
  for (const char* const bad : {R"({"people":[]})", R"({"on":true,"people":[{"person":"甲","form":"fax","place":"https://h/"}]})",
                                R"({"on":true,"people":[{"person":"甲","form":"mail","place":"https://h/"}]})",
                                R"({"on":true,"people":[{"person":"甲","form":"mail","place":"smtps://h/a@b.c"}]})",
                                R"({"on":true,"people":[{"person":"甲","form":"calendar","place":"../x.ics"}]})",
                                R"({"on":true,"people":[{"person":"甲","form":"wecom","place":"https://h/"},{"person":"甲","form":"wecom","place":"https://h/"}]})",
                                R"({"on":true,"people":[{"person":"甲","form":"calendar","place":"a.ics"},{"person":"乙","form":"calendar","place":"a.ics"}]})"})
    EXPECT_THROW((void)read_addresses(bad), Error) << bad;
}

TEST(Addresses, WhoLacksAFieldIsNamedByPlace) {
  for (const char* const bad : {R"({"on":true,"people":[{"person":"甲","form":"wecom","place":"https://h/"},{"person":"乙","form":"wecom"}]})",
                                R"({"on":true,"people":[{"person":"甲","form":"wecom","place":"https://h/"},{"person":"乙","form":"wecom","place":7}]})",
                                R"({"on":true,"people":[{"person":"甲","form":"wecom","place":"https://h/"},"乙"]})"})
    try {
      (void)read_addresses(bad);
      ADD_FAILURE() << bad;
    } catch (const Error& error) {
      EXPECT_NE(std::string{error.what()}.find("第 2 人"), std::string::npos) << error.what();
    }
}

TEST(Post, ARobotsAnswerIsReadAndNoRedirectFollowed) {
  const auto posted = [](const std::string& answer) {
    Sink sink{{answer}};
    const Posted came = post({"甲", Form::DingTalk, "http://127.0.0.1:" + sink.port() + "/robot?x=1"}, "", body_of(Form::DingTalk, three()));
    const std::string sent = sink.end();
    EXPECT_TRUE(sent.starts_with("POST /robot?x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n")) << sent;
    return came;
  };
  EXPECT_EQ(posted("HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n{\"errcode\":0,\"errmsg\":\"ok\"}").fate, Fate::Taken);
  EXPECT_EQ(posted("HTTP/1.1 200 OK\r\n\r\n{\"errcode\":130101,\"errmsg\":\"send too fast\"}").fate, Fate::Refused);
  EXPECT_EQ(posted("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n").fate, Fate::Refused) << "a redirect is a refusal";
  EXPECT_EQ(posted("").fate, Fate::NobodyCanTell) << "the message went out whole";
  EXPECT_EQ(posted("HTTP/1.1 200 OK\r\nContent-Le").fate, Fate::NobodyCanTell);
}

TEST(Post, NoAnswerIsGivenUpInTime) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof at;
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&at), length), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  getsockname(listener, reinterpret_cast<sockaddr*>(&at), &length);
  const Posted came = post({"甲", Form::WeCom, "http://127.0.0.1:" + std::to_string(ntohs(at.sin_port)) + "/"}, "", "{}", std::chrono::milliseconds{300});
  close(listener);
  EXPECT_EQ(came.fate, Fate::NobodyCanTell);
  EXPECT_NE(came.why.find("in time"), std::string::npos);
  const Posted nobody = post({"甲", Form::WeCom, "http://127.0.0.1:" + std::to_string(ntohs(at.sin_port)) + "/"}, "", "{}", std::chrono::milliseconds{300});
  EXPECT_EQ(nobody.fate, Fate::Refused) << "nobody listens any more: nothing was handed over";
}

TEST(Post, AMailIsHandedOver) {
  Sink sink{{"220 hi\r\n", "250-a\r\n250 b\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n", "250 taken\r\n", "221 bye\r\n"}};
  const Posted came = post({"甲", Form::Mail, "smtp://127.0.0.1:" + sink.port() + "/a@b.c"}, "luoshi@b.c", body_of(Form::Mail, three()));
  const std::string sent = sink.end();
  EXPECT_EQ(came.fate, Fate::Taken) << came.why;
  EXPECT_NE(sent.find("MAIL FROM:<luoshi@b.c>\r\nRCPT TO:<a@b.c>\r\nDATA\r\nFrom: <luoshi@b.c>\r\nTo: <a@b.c>\r\nSubject: "), std::string::npos) << sent;
}

TEST(Post, WhatAServerSaidOfAMailCountsAndNotHowItHungUp) {
  const auto posted = [](std::vector<std::string> says) {
    says.insert(says.begin(), {"220 hi\r\n", "250 b\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n"});
    Sink sink{std::move(says)};
    return post({"甲", Form::Mail, "smtp://127.0.0.1:" + sink.port() + "/a@b.c"}, "luoshi@b.c", body_of(Form::Mail, three())).fate;
  };
  EXPECT_EQ(posted({"250 taken\r\n"}), Fate::Taken) << "it closed without waiting for QUIT";
  EXPECT_EQ(posted({"554 no\r\n"}), Fate::Refused);
  EXPECT_EQ(posted({""}), Fate::NobodyCanTell) << "closed after the body, without a word";
}

TEST_F(OutboxTest, OneMessageAPersonADayAndNoneTwice) {
  Outbox box{path_};
  EXPECT_TRUE(box.put(three()));
  EXPECT_FALSE(box.put(three()));
  Daily tomorrow = three();
  tomorrow.day = day(29);
  EXPECT_TRUE(box.put(tomorrow));
  EXPECT_THROW(Outbox{path_}, Error) << "one process at a time";
  int sent = 0;
  EXPECT_EQ(box.send([&](const Daily&) { return ++sent, Outbox::Came::Sent; }), 2U);
  EXPECT_EQ(box.send([&](const Daily&) { return ++sent, Outbox::Came::Sent; }), 0U);
  EXPECT_EQ(sent, 2);
}

TEST_F(OutboxTest, ARefusalIsTriedThreeTimesOverRestarts) {
  int tries = 0;
  for (int run = 0; run < 5; ++run) {
    Outbox box{path_};
    (void)box.put(three());
    (void)box.send([&](const Daily&) { return ++tries, Outbox::Came::Refused; });
    EXPECT_EQ(box.given_up(), run >= 2 ? 1U : 0U);
  }
  EXPECT_EQ(tries, 3);
}

// A kill in the middle of a try, as often as it comes: the message goes out at most twice.
TEST_F(OutboxTest, KilledWhileTryingItIsTriedOnceMoreAndNoMore) {
  const std::filesystem::path arrived = path_.string() + ".arrived";
  std::filesystem::remove(arrived);
  for (int run = 0; run < 5; ++run) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      Outbox box{path_};
      (void)box.put(three());
      (void)box.send([&](const Daily& daily) {
        std::ofstream{arrived, std::ios::app} << daily.person << "\n" << std::flush;
        kill(getpid(), SIGKILL);
        return Outbox::Came::Sent;
      });
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
  }
  std::ifstream lines{arrived};
  int count = 0;
  for (std::string line; std::getline(lines, line);) ++count;
  EXPECT_EQ(count, 2);
  EXPECT_EQ(Outbox{path_}.given_up(), 1U);
  std::filesystem::remove(arrived);
}

// A server that takes the mail and answers nothing is like a kill: once more, and no more; over restarts too.
TEST_F(OutboxTest, WhatNobodyCanTellIsTriedOnceMoreAndNoMore) {
  int tries = 0;
  for (int run = 0; run < 4; ++run) {
    Outbox box{path_};
    (void)box.put(three());
    EXPECT_EQ(box.send([&](const Daily&) { return ++tries, Outbox::Came::NobodyCanTell; }), 0U);
    EXPECT_EQ(box.given_up(), run >= 1 ? 1U : 0U);
  }
  EXPECT_EQ(tries, 2);
}

TEST_F(OutboxTest, GrownLargeItIsWrittenAnewWithWhatWaitsAndTheNewestDays) {
  const auto large = [](unsigned d, const std::string& person) {
    return Daily{person, day(d), {{std::string(400'000, 'x'), day(d)}}};
  };
  {
    Outbox box{path_};
    ASSERT_TRUE(box.put(large(1, "refused")));
    for (unsigned d = 1; d <= 14; ++d) ASSERT_TRUE(box.put(large(d, "甲")));
    ASSERT_TRUE(box.put(large(2, "killed")));
    EXPECT_EQ(box.send([](const Daily& daily) { return daily.person == "甲" ? Outbox::Came::Sent : daily.person == "killed" ? Outbox::Came::NobodyCanTell : Outbox::Came::Refused; }), 14U);
  }
  const auto before = std::filesystem::file_size(path_);
  ASSERT_GT(before, Outbox::kMostKept);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Outbox box{path_};  // writes it anew
    (void)box.put({"乙", day(15), {{"y", day(15)}}});
    (void)box.send([](const Daily& daily) {
      if (daily.person == "乙") kill(getpid(), SIGKILL);
      return Outbox::Came::Refused;
    });
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_LT(std::filesystem::file_size(path_), std::uint64_t{1} << 20U) << "the two that wait, and names of the newest days";
  Outbox box{path_};
  EXPECT_EQ(box.waiting(), 3U);
  EXPECT_FALSE(box.put(large(14, "甲"))) << "a second message of a day that is kept";
  EXPECT_FALSE(box.put(large(8, "甲")));
  EXPECT_FALSE(box.put(large(1, "refused"))) << "it still waits";
  std::string tried;
  EXPECT_EQ(box.send([&](const Daily& daily) {
    tried += daily.person + " " + std::to_string(daily.lines.at(0).title.size()) + "\n";
    return daily.person == "refused" ? Outbox::Came::Refused : daily.person == "killed" ? Outbox::Came::NobodyCanTell : Outbox::Came::Sent;
  }), 1U);
  EXPECT_EQ(tried, "refused 400000\nkilled 400000\n乙 1\n") << "with all they were to say";
  EXPECT_EQ(box.given_up(), 2U) << "the third refusal, and the second try nobody can tell of";
}

TEST_F(OutboxTest, AFileReplacedAfterItWasOpenedIsNotTheOutbox) {
  File old{path_, File::Mode::Create};
  ASSERT_TRUE(old.try_lock());
  EXPECT_TRUE(old.is_at_its_path());
  replace_file(path_, "");
  EXPECT_FALSE(old.is_at_its_path());
}

TEST_F(OutboxTest, ALineCutOffIsLeftOutAndADamagedOneIsNamed) {
  { (void)Outbox{path_}.put(three()); }
  std::ofstream{path_, std::ios::app} << R"({"put":{"person":"乙")";
  EXPECT_EQ(Outbox{path_}.waiting(), 1U);
  std::ofstream{path_, std::ios::app} << "nonsense\n";
  EXPECT_THROW(Outbox{path_}, Error);
}

}  // namespace
}  // namespace luoshi::notify
