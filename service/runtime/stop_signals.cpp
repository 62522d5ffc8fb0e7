#include "service/runtime/stop_signals.h"

#include <pthread.h>

#include <system_error>
#include <utility>

namespace tellsafe::runtime {
namespace {

sigset_t stopping_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

void wait_for_signal(const std::stop_token& closing, const std::function<void()>& on_stop) {
  const sigset_t set = stopping_signals();
  int signal = 0;
  if (sigwait(&set, &signal) == 0 && !closing.stop_requested()) on_stop();
}

}  // namespace

StopSignals::StopSignals(std::function<void()> on_stop) {
  const sigset_t set = stopping_signals();
  if (const int error = pthread_sigmask(SIG_BLOCK, &set, &before_); error != 0) {
    throw std::system_error(error, std::generic_category(), "pthread_sigmask");
  }
  waiting_ = std::jthread(wait_for_signal, std::move(on_stop));
}

StopSignals::~StopSignals() {
  waiting_.request_stop();
  // Wakes sigwait where no signal has; where one has, the thread is past it and this one is discarded below.
  pthread_kill(waiting_.native_handle(), SIGTERM);
  waiting_.join();
  const sigset_t set = stopping_signals();
  const timespec at_once{};
  while (sigtimedwait(&set, nullptr, &at_once) > 0) {
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace tellsafe::runtime
