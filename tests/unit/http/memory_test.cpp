// What is left in a server's memory after its visitors have gone: nothing that they sent.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include "test_site.h"
#include "tests/support/memory_scan.h"

namespace tellsafe::http {
namespace {

using support::copies_in;

// Only in this process, and there only as long as a request is being made of it.
struct Secret {
  std::string disguised;
  std::string plain() const {
    std::string text(disguised.size(), ' ');
    support::undisguise(disguised, text.data());
    return text;
  }
};

// A server in a process of its own, as tellsafed is; this one is copied from before any secret was made.
class Child {
 public:
  Child() {
    int ports[2];
    if (::pipe(ports) != 0) throw std::runtime_error("pipe");
    process_ = ::fork();
    if (process_ == 0) serve(ports[1], certificate_);
    if (::read(ports[0], &port_, sizeof port_) != sizeof port_) throw std::runtime_error("no port");
    ::close(ports[0]);
    ::close(ports[1]);
  }
  ~Child() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t process() const { return process_; }
  Client client() const { return {"localhost", port_, certificate_->chain()}; }

 private:
  [[noreturn]] static void serve(int to, const std::shared_ptr<const test::Certificate>& certificate) {
    const test::Site site({}, 4, 16, 100, certificate);
    const std::uint16_t port = site.port();
    if (::write(to, &port, sizeof port) != sizeof port) std::_Exit(1);
    for (;;) ::pause();
  }

  std::shared_ptr<const test::Certificate> certificate_ = std::make_shared<const test::Certificate>();
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

TEST(Memory, HoldsNothingOfARequestThatIsAnswered) {
  const Child server;
  const Secret agent{support::disguise("Mozilla/5.0 (someone's telephone)")};
  const Secret address{support::disguise("/en/echo?campaign=someone-in-particular")};
  const Secret unknown{support::disguise("/es/where-someone-wanted-to-go")};
  const Secret story{support::disguise("somebody told me on the bus that I should not be here")};

  const auto post = [](const Secret& path, const Secret& said, const Secret& body, std::size_t padding) {
    const std::string content = body.plain() + std::string(padding, '.') + body.plain();
    return "POST " + path.plain() + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + said.plain() +
           "\r\nCookie: " + said.plain() + "\r\nContent-Length: " + std::to_string(content.size()) +
           "\r\n\r\n" + content;
  };
  Client kept = server.client();  // stays open and idle
  for (const std::size_t padding : {0U, 3000U, 20000U, 200000U}) {
    Client client = server.client();
    for (Client* each : {&kept, &client}) {
      each->send_raw(post(address, agent, story, padding));
      ASSERT_EQ(each->read_response().status, 200U);
      each->send_raw(post(unknown, agent, story, padding));
      ASSERT_EQ(each->read_response().status, 404U);
    }
  }
  {
    Client refused = server.client();
    refused.send_raw("GET " + unknown.plain() + " HTTP/1.1\r\nUser-Agent: " + agent.plain() + "\r\n\r\n");
    ASSERT_EQ(refused.read_response().status, 400U);
    ASSERT_TRUE(refused.ended());
  }

  EXPECT_EQ(copies_in(server.process(), agent.disguised), 0U);
  EXPECT_EQ(copies_in(server.process(), address.disguised), 0U);
  EXPECT_EQ(copies_in(server.process(), unknown.disguised), 0U);
  EXPECT_EQ(copies_in(server.process(), story.disguised), 0U);
}

// So that the test above is known to look in the right places.
TEST(Memory, HoldsARequestWhileItIsUnderWay) {
  const Child server;
  const Secret story{support::disguise("a report that is being kept just now")};
  const std::string body = story.plain();
  Client client = server.client();
  client.send_raw("POST /en/gate HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
                  "\r\n\r\n" + body);
  while (copies_in(server.process(), story.disguised) == 0) {
  }
}

}  // namespace
}  // namespace tellsafe::http
