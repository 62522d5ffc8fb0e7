// From a response to the bytes that go out.
#pragma once

#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "service/handling/message.h"
#include "service/http/encoding.h"
#include "service/http/head.h"

namespace tellsafe::http {

// The header lines that every answer has, each ended: what a browser may do with a page (its one style,
// scripts of this site, and nothing else), and that it tells nobody about it. style_hash: the sources that
// the policy allows for styles, "'sha256-…'". Staff may show passkeys, and their browsers say to this site
// which of its pages a form comes from.
std::string security_headers(std::string_view style_hash, Visitors visitors);

struct Sending {
  Accepted accepted;
  bool without_body = false;  // for HEAD
  bool keep_alive = true;
};

// Head and body in one piece, so that they leave in one write.
//
// A ready page goes out in the best encoding that is asked for. A personal page is never compressed, because
// its length would then depend on how its secrets resemble the rest, and HTML is padded with line feeds to a
// multiple of 4 KiB, where service/pages has not given it one of few sizes already, so that its length hardly
// says what was typed. The heads of personal pages, and of pages that say no, are padded to one length as
// well.
crypto::WipedText make_answer(const handling::Response& response, std::string_view security_headers,
                              const Sending& sending);

}  // namespace tellsafe::http
