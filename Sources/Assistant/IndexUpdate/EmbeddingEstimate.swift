import AWS
import Core

/// What embedding some passages takes: requests, dollars, time. An estimate by the length of their texts.
struct EmbeddingEstimate: Equatable {
  var model: EmbeddingModel
  var passages: Int
  /// US dollars.
  var cost: Double
  var requests: Int
  /// The least time, in seconds.
  var seconds: Double

  /// - Parameter scalars: the length of all texts.
  init(_ model: EmbeddingModel, passages: Int, scalars: Int) {
    self.model = model
    self.passages = passages
    // Four characters a token, and the name of the story before each passage.
    cost = model.cost(tokens: scalars / 4 + passages * 8)
    requests = model.requests(for: passages)
    seconds = model.seconds(for: passages)
  }

  /// `40,100 passages with amazon.titan-embed-text-v2:0: about $0.29, 40,100 requests, 6 min 41 s or more`.
  var sentence: String {
    "\(NumberText.grouped(passages)) passage\(passages == 1 ? "" : "s") with \(model.choice.used): \(Self.about(cost)), "
      + "\(NumberText.grouped(requests)) request\(requests == 1 ? "" : "s"), "
      + "\(RelativeTime.span(seconds.rounded(.up))) or more"
  }

  /// `about $0.29`; `less than $0.01`.
  static func about(_ cost: Double) -> String { (cost >= 0.01 ? "about " : "") + dollars(cost) }

  /// `$0.29`; `less than $0.01`.
  static func dollars(_ cost: Double) -> String {
    guard cost >= 0.01 else { return cost > 0 ? "less than $0.01" : "$0" }
    let cents = Int((cost * 100).rounded())
    return "$\(NumberText.grouped(cents / 100)).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }
}
