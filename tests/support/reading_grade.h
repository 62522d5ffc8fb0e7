// How many years of school a text asks of its reader, by the published formula of each language where there
// is one. Such formulas look at the length of sentences and words only: a low grade is no proof of plain
// words, a high one is a sign of hard ones.
//
// ASL: words in a sentence; ASW: syllables in a word; on average.
//
// en     0.39 ASL + 11.8 ASW − 15.59. Kincaid, Fishburne, Rogers, Chissom: Derivation of New Readability
// Formulas,
//        Naval Technical Training Command, 1975.
// es     −0.205 (sentences in 100 words) + 0.049 (syllables in 100 words) − 3.407. Crawford: Fórmula y
// gráfico para
//        determinar la comprensibilidad de textos de nivel primario en castellano, Lectura y Vida 10, 1989.
//        Made for grades 1 to 6.
// fr     ease = 207 − 1.015 ASL − 73.6 ASW. Kandel, Moles: Application de l'indice de Flesch à la langue
// française,
//        Cahiers d'Études de Radio-Télévision 19, 1958. To a grade by Flesch's own table, The Art of Readable
//        Writing, 1949.
// pt-BR  ease = 248.835 − 1.015 ASL − 84.6 ASW. Martins, Ghiraldelo, Nunes, Oliveira: Readability formulas
// applied to
//        textbooks in Brazilian Portuguese, ICMSC-USP 28, 1996, with the bands of grades given there.
// ru     0.5 ASL + 8.4 ASW − 15.59. Оборнева: Автоматизированная оценка сложности учебных текстов, 2006.
// pl     ASL / 3 + (percentage of words of four and more syllables) / 3 + 1. Pisarek: Jak mierzyć
// zrozumiałość
//        tekstu?, Zeszyty Prasoznawcze 4, 1969; he counts the words' base forms, here they count as they
//        stand.
//
// For ht, uk, bn, hi, ar, ur and zh-Hans no formula is in use that gives a school grade.
//
// Pure functions over UTF-8; words and sentences are told apart as Unicode says (UAX 29, ICU).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tellsafe::support {

struct TextCounts {
  std::size_t sentences = 0;
  std::size_t words = 0;
  std::size_t syllables = 0;
  std::size_t long_words = 0;  // of four and more syllables

  TextCounts& operator+=(const TextCounts& other);
};

// The text's end ends a sentence. The number of syllables is an estimate from spelling; a digit counts as
// one. Syllables are 0 for languages without a formula.
TextCounts count_text(std::string_view language, std::string_view text);
std::size_t count_syllables(std::string_view language, std::string_view word);

// None for a language without a formula, and for no words.
std::optional<double> reading_grade(std::string_view language, const TextCounts& counts);

}  // namespace tellsafe::support
