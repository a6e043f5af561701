// How fast C++ writes the number arrays of table C: {fmt} and std::to_chars, the shortest digits that read back, into a buffer that is kept. The same shapes and distributions, not the same numbers.
//
//   apt-get install libfmt-dev
//   g++ -O3 -march=native -std=c++17 benchmarks/native/number_write.cpp -lfmt -o number_write && ./number_write
//
// Prints the median of 31 rounds in ns per number.
#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr int kRows = 1000;
constexpr int kColumns = 20;
constexpr int kRounds = 31;
constexpr int kMaxText = 32;

double next(std::mt19937_64& random, const std::string& data) {
  std::uniform_real_distribution<double> uniform;
  std::normal_distribution<double> gauss;
  if (data == "price") return std::round(std::exp(3 + gauss(random)) * 100) / 100;
  if (data == "uniform") return uniform(random);
  if (data == "gauss") return gauss(random);
  return static_cast<double>(random() % 1000);
}

// Writes all rows as an array of arrays; the end of the text.
template <typename T, typename Format>
char* write(const std::vector<T>& values, char* to, Format format) {
  const T* value = values.data();
  *to++ = '[';
  for (int row = 0; row < kRows; row++) {
    if (row) *to++ = ',';
    *to++ = '[';
    for (int column = 0; column < kColumns; column++) {
      if (column) *to++ = ',';
      to = format(*value++, to);
    }
    *to++ = ']';
  }
  *to++ = ']';
  return to;
}

template <typename Write>
double median(Write write) {
  std::vector<double> rounds;
  for (int round = 0; round < kRounds + 3; round++) {
    auto started = std::chrono::steady_clock::now();
    int count = 0;
    double elapsed = 0;
    do {
      write();
      count++;
      elapsed = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - started).count();
    } while (elapsed < 5e6);
    if (round >= 3) rounds.push_back(elapsed / count / (kRows * kColumns));
  }
  std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
  return rounds[kRounds / 2];
}

template <typename T>
void measure(const std::string& data) {
  std::mt19937_64 random(20261126);
  std::vector<T> values(kRows * kColumns);
  for (T& value : values) value = static_cast<T>(next(random, data));
  std::vector<char> buffer(values.size() * kMaxText);
  volatile char sink = 0;
  double with_fmt = median([&] {
    sink = *(write(values, buffer.data(), [](T value, char* to) { return fmt::format_to(to, FMT_COMPILE("{}"), value); }) - 1);
  });
  double with_to_chars = median([&] {
    sink = *(write(values, buffer.data(), [](T value, char* to) { return std::to_chars(to, to + kMaxText, value).ptr; }) - 1);
  });
  std::printf("| %s %s, %d × %d | %.2f | %.2f |\n", sizeof(T) == 4 ? "f32" : "f64", data.c_str(), kRows, kColumns, with_fmt, with_to_chars);
}

}  // namespace

int main() {
  std::printf("{fmt} %d.%d.%d, %s\n\n| array | {fmt}, ns per number | std::to_chars, ns per number |\n| --- | ---: | ---: |\n", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100, "g++ " __VERSION__);
  for (const char* data : {"price", "uniform", "smallint", "gauss"}) measure<float>(data);
  for (const char* data : {"price", "uniform", "smallint", "gauss"}) measure<double>(data);
}
