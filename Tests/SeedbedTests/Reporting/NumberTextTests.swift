import Seedbed
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (2_800_107, "2,800,107"), (-12_345, "-12,345"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func groupsThousands(number: Int, text: String) { #expect(grouped(number) == text) }

  @Test(arguments: [
    (1234.5, 2, "1,234.50"), (0.005, 2, "0.01"), (-0.5, 1, "-0.5"), (2.5, 0, "3"),
    (-0.001, 2, "0.00"),
    (1e30, 2, "1e+30"), (.nan, 1, "nan"),
  ])
  func writesDecimals(number: Double, places: Int, text: String) {
    #expect(decimal(number, places: places) == text)
  }

  @Test(arguments: [
    (Duration.zero, "0.0 ms"), (.microseconds(440), "0.4 ms"), (.microseconds(999), "1 ms"),
    (.milliseconds(12), "12 ms"), (.microseconds(999_600), "1.00 s"),
    (.milliseconds(1_240), "1.24 s"),
    (.milliseconds(9_999), "10.0 s"), (.milliseconds(58_100), "58.1 s"),
    (.seconds(60), "1 min 00 s"),
    (.seconds(185), "3 min 05 s"), (.seconds(7_620), "2 h 07 min"), (.milliseconds(-5), "-5 ms"),
  ])
  func writesDurations(duration: Duration, text: String) { #expect(duration.text == text) }

  @Test(arguments: [
    (Duration.milliseconds(400), "0 s"), (.milliseconds(8_600), "9 s"),
    (.seconds(185), "3 min 05 s"),
  ])
  func writesRoughDurations(duration: Duration, text: String) {
    #expect(duration.roughText == text)
  }

  @Test(arguments: [
    (0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 KiB"), (4_608, "4.5 KiB"), (325_058_560, "310 MiB"),
    (1_048_570, "1.0 MiB"), (5_000_000_000_000, "4.5 TiB"),
  ])
  func writesByteCounts(count: Int, text: String) { #expect(byteText(count) == text) }

  @Test func countsThings() {
    #expect(counted(1, "row") == "1 row")
    #expect(counted(2_400, "row") == "2,400 rows")
    #expect(counted(0, "entry", "entries") == "0 entries")
  }
}
