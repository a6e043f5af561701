// How fast simdjson's On-Demand reader reads the number arrays and records of table C: the same shapes and distributions, not the same digits.
//
//   apt-get install libsimdjson-dev
//   g++ -O3 -march=native -std=c++17 benchmarks/native/simdjson_read.cpp -lsimdjson -o simdjson_read && ./simdjson_read
//
// Prints the median of 31 rounds in ns per number.
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr int kRows = 1000;
constexpr int kRounds = 31;

double next(std::mt19937_64& random, const std::string& data) {
  std::uniform_real_distribution<double> uniform;
  std::normal_distribution<double> gauss;
  if (data == "price") return std::round(std::exp(gauss(random) * 0.8 + 3) * 100) / 100;
  if (data == "uniform") return uniform(random);
  if (data == "gauss") return gauss(random);
  return static_cast<double>(random() % 1000);
}

void append(std::string& text, double value, bool is_single) {
  char buffer[64];
  auto end = is_single ? std::to_chars(buffer, buffer + 64, static_cast<float>(value)) : std::to_chars(buffer, buffer + 64, value);
  text.append(buffer, end.ptr);
}

std::string arrays(const std::string& data, int columns, bool is_single) {
  std::mt19937_64 random(777);
  std::string text = "[";
  for (int row = 0; row < kRows; row++) {
    text += row ? ",[" : "[";
    for (int column = 0; column < columns; column++) {
      if (column) text += ',';
      append(text, next(random, data), is_single);
    }
    text += ']';
  }
  return text + "]";
}

std::string records(const std::string& data, bool is_single) {
  std::mt19937_64 random(777);
  std::string text = "{\"predictions\":[";
  for (int row = 0; row < kRows; row++) {
    text += row ? ",{\"score\":" : "{\"score\":";
    append(text, next(random, data), is_single);
    text += ",\"label\":" + std::to_string(random() % 1000) + "}";
  }
  return text + "]}";
}

template <typename Read>
double median(int numbers, Read read) {
  std::vector<double> rounds;
  for (int round = 0; round < kRounds + 3; round++) {
    auto started = std::chrono::steady_clock::now();
    int count = 0;
    double elapsed = 0;
    do {
      for (int i = 0; i < 8; i++) read();
      count += 8;
      elapsed = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - started).count();
    } while (elapsed < 5e6);
    if (round >= 3) rounds.push_back(elapsed / count / numbers);
  }
  std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
  return rounds[kRounds / 2];
}

template <typename T>
void measure(const std::string& data, int columns) {
  simdjson::ondemand::parser parser;
  std::vector<T> values(kRows * (columns ? columns : 1));
  std::vector<int64_t> labels(kRows);
  simdjson::padded_string text(columns ? arrays(data, columns, sizeof(T) == 4) : records(data, sizeof(T) == 4));
  double time = median(kRows * (columns ? columns : 2), [&] {
    auto document = parser.iterate(text);
    size_t count = 0;
    if (columns) {
      for (auto row : document.get_array()) {
        for (auto value : row.get_array()) values[count++] = static_cast<T>(value.get_double().value());
      }
    } else {
      for (auto row : document["predictions"].get_array()) {
        auto object = row.get_object();
        values[count] = static_cast<T>(object["score"].get_double().value());
        labels[count++] = object["label"].get_int64().value();
      }
    }
  });
  std::printf("| %s %s, %d %s | %.2f |\n", sizeof(T) == 4 ? "f32" : "f64", data.c_str(), kRows, columns ? ("× " + std::to_string(columns)).c_str() : "objects", time);
}

}  // namespace

int main() {
  std::printf("simdjson %s, %s\n\n| text | ns per number |\n| --- | ---: |\n", SIMDJSON_STRINGIFY(SIMDJSON_VERSION), std::string(simdjson::get_active_implementation()->name()).c_str());
  for (int columns : {1, 2, 10, 0}) {
    for (const char* data : {"price", "uniform", "gauss", "smallint"}) measure<float>(data, columns);
    for (const char* data : {"price", "uniform", "gauss", "smallint"}) measure<double>(data, columns);
  }
}
