/// Numbers as text for people.
public enum NumberText {
  /// A number with commas between thousands: `1,250`.
  public static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { out.append(",") }
      out.append(digit)
    }
    return out
  }

  /// A size in decimal units, as file managers show it: `84 MB`, `1.2 GB`, `512 bytes`.
  public static func size(_ bytes: Int) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    guard bytes >= 1000 else { return "\(bytes) \(bytes == 1 ? "byte" : "bytes")" }
    var (value, unit) = (Double(bytes) / 1000, 0)
    // 999.5 would be shown as 1000.
    while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    let tenths = Int((value * 10).rounded())
    let text = tenths < 100 && tenths % 10 > 0 ? "\(tenths / 10).\(tenths % 10)" : String(Int(value.rounded()))
    return "\(text) \(units[unit])"
  }
}
