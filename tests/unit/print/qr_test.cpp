#include "service/print/qr.h"

#include <gmock/gmock.h>
#include <qrencode.h>

#include <memory>
#include <regex>
#include <stdexcept>

namespace tellsafe::print {
namespace {

using testing::HasSubstr;

constexpr const char* address = "https://report.riverbend.example/pt-BR";

// The modules that a drawing shows, with its quiet zone, read from its bars alone.
std::vector<bool> drawn(const std::string& svg, std::size_t side) {
  std::vector<bool> modules(side * side, false);
  const std::regex bar(R"(M(\d+) (\d+)h(\d+)v1h-(\d+)z)");
  for (auto at = std::sregex_iterator(svg.begin(), svg.end(), bar); at != std::sregex_iterator(); ++at) {
    const std::size_t column = std::stoul((*at)[1]);
    const std::size_t row = std::stoul((*at)[2]);
    const std::size_t length = std::stoul((*at)[3]);
    EXPECT_EQ((*at)[3], (*at)[4]);
    for (std::size_t step = 0; step < length; ++step) {
      EXPECT_FALSE(modules[row * side + column + step]) << "drawn twice";
      modules[row * side + column + step] = true;
    }
  }
  return modules;
}

TEST(QrCode, DrawsEachModuleOfTheCodeAndNothingElse) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> wanted(
      QRcode_encodeString8bit(address, 0, QR_ECLEVEL_Q), &QRcode_free);
  ASSERT_TRUE(wanted);
  const auto size = static_cast<std::size_t>(wanted->width);
  const std::size_t side = size + 2 * quiet_zone;
  const auto modules = drawn(svg(qr_code(address), address), side);
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      const bool inside =
          row >= quiet_zone && row < quiet_zone + size && column >= quiet_zone && column < quiet_zone + size;
      const bool dark = inside && (wanted->data[(row - quiet_zone) * size + column - quiet_zone] & 1U) != 0;
      ASSERT_EQ(modules[row * side + column], dark) << row << ' ' << column;
    }
  }
}

TEST(QrCode, DrawsTheSameForATerminal) {
  const auto code = qr_code(address);
  const std::size_t side = code.size + 2 * quiet_zone;
  const auto drawing = half_blocks(code, false);
  std::string rest(drawing.begin(), drawing.end());
  const auto take = [&](std::string_view what) {
    const bool there = rest.starts_with(what);
    if (there) rest.erase(0, what.size());
    return there;
  };
  for (std::size_t row = 0; row < side; row += 2) {
    for (std::size_t column = 0; column < side; ++column) {
      const bool both = take("█");
      const bool upper = both || take("▀");
      const bool lower = both || (!upper && take("▄"));
      const bool neither = !upper && !lower && take(" ");
      ASSERT_TRUE(upper || lower || neither) << row << ' ' << column;
      for (const auto& [at, light] : {std::pair(row, upper), std::pair(row + 1, lower)}) {
        if (at >= side) continue;
        const bool inside = at >= quiet_zone && at < quiet_zone + code.size && column >= quiet_zone &&
                            column < quiet_zone + code.size;
        const bool dark = inside && code.dark[(at - quiet_zone) * code.size + column - quiet_zone];
        ASSERT_EQ(light, !dark) << at << ' ' << column;
      }
    }
    ASSERT_TRUE(take("\n"));
  }
  EXPECT_TRUE(rest.empty());
  const auto colored = half_blocks(code, true);
  EXPECT_THAT(std::string(colored.begin(), colored.end()), testing::StartsWith("\x1b[40;97m█"));
}

// ISO/IEC 18004, 7.9: the format information beside the upper left finder, its first two bits after
// unmasking.
TEST(QrCode, SaysThatAQuarterMayBeLost) {
  const auto code = qr_code(address);
  const auto bit = [&](std::size_t row, std::size_t column) -> unsigned {
    return code.dark[row * code.size + column] ? 1 : 0;
  };
  const unsigned masked = bit(8, 0) << 1U | bit(8, 1);
  EXPECT_EQ(masked ^ 0b10U, 0b11U) << "not level Q";
}

TEST(QrCode, IsWhiteAroundWhateverSurroundsIt) {
  const auto drawing = svg(qr_code(address), "a \"b\" <c>");
  const std::size_t side = qr_code(address).size + 8;
  EXPECT_THAT(drawing, HasSubstr("<path fill=\"#fff\" d=\"M0 0h" + std::to_string(side) + "v"));
  EXPECT_THAT(drawing, HasSubstr("aria-label=\"a &quot;b&quot; &lt;c&gt;\""));
}

TEST(QrCode, RefusesWhatItCannotHold) {
  EXPECT_THROW(qr_code(""), std::invalid_argument);
  EXPECT_THROW(qr_code(std::string_view("a\0b", 3)), std::invalid_argument);
  EXPECT_NO_THROW(qr_code(std::string(1663, 'x')));
  EXPECT_THROW(qr_code(std::string(1664, 'x')), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::print
