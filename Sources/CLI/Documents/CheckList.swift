import Assistant
import Core

/// The check list of `test-bedrock` on standard error.
enum CheckList {
  /// `ok      converse     412 ms  end_turn, 20 tokens in, 14 out`.
  static func line(_ stage: TestBedrock.Stage) -> StyledText {
    let (word, style): (String, Style) =
      switch stage.status {
      case .ok: ("ok", .green)
      case .failed: ("failed", .red)
      case .skipped: ("skipped", .dim)
      }
    let time = stage.milliseconds.map { "\($0) ms" } ?? ""
    return StyledText(padded(word, 9), style) + StyledText(padded(stage.name.rawValue, 13))
      + StyledText(padded(time, 10), .dim) + StyledText(OneLine.joined(stage.detail ?? "") + "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
