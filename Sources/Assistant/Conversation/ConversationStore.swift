import AWS
public import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Keeps conversations: one append-only file each, a line a turn, in the state folder.
///
/// A turn is written in one piece under a lock when it is complete. Whoever is killed loses that turn alone; the
/// beginning of a line left by it is ignored by readers and removed by the next writer.
public struct ConversationStore: Sendable {
  /// The folder, absolute.
  public let folder: String
  private let clock: WallClock
  private let random: @Sendable () -> UInt64

  /// The most of a file that is read, in bytes: its end.
  private static let mostRead = 16 << 20

  /// A store in `folder`; it is made when the first turn is kept.
  public init(folder: String, environment: Environment) {
    self.folder = folder
    clock = environment.clock
    random = environment.random
  }

  /// The store of the user: `conversations` in `SVA_STATE_HOME`, else in `sva` of `XDG_STATE_HOME`, else of
  /// `~/.local/state`; nil where not even a home folder is known.
  public init?(environment: Environment) {
    let base: String
    if let own = environment.setting(.stateFolder)?.value {
      base = environment.absolutePath(own)
    } else if let state = environment.variable(.xdgStateHome), state.hasPrefix("/") {
      base = state + "/sva"
    } else if let home = environment.home {
      base = home + "/.local/state/sva"
    } else {
      return nil
    }
    self.init(folder: base + "/conversations", environment: environment)
  }

  /// The conversation of that id.
  ///
  /// - Throws: `Failure` `not_found` where there is none, `io` where it cannot be read.
  public func conversation(_ id: String) throws(Failure) -> Conversation {
    guard Self.isID(id) else {
      throw Failure(
        .notFound, "there is no conversation \(id.prefix(80))",
        hint: "ids hold letters, digits, - and _; `conversation_id` of \(switch: .json) gives them")
    }
    guard let bytes = try file(id).read(atMost: Self.mostRead) else {
      throw Failure(
        .notFound, "there is no conversation \(id)",
        hint: "the latest goes on with \(switch: .continueLast); all are in \(folder)")
    }
    return Conversation(id: id, turns: Self.turns(bytes))
  }

  /// The conversation of `space` (or of none) that was last gone on with.
  ///
  /// - Throws: `Failure` `not_found` where there is none.
  public func latest(space: String?) throws(Failure) -> Conversation {
    let ids = try ConversationFile.list(folder).filter { Self.isID($0) }
    // Far more than anyone keeps open at a time.
    for id in ids.prefix(50) {
      let found = try conversation(id)
      guard let last = found.turns.last else { continue }
      if last.space == space || last.space == nil || space == nil { return found }
    }
    throw Failure(
      .notFound, "there is no conversation to continue", hint: "ask without \(switch: .continueLast): that begins one")
  }

  /// Keeps a turn, and with the first one the conversation; gives its id.
  ///
  /// - Throws: `Failure` `io`.
  @discardableResult
  public func append(_ turn: Conversation.Turn, to id: String?) throws(Failure) -> String {
    let line = turn.line() + [UInt8(ascii: "\n")]
    if let id {
      try file(id).append(line, isNew: false)
      return id
    }
    while true {
      let id = newID()
      if try file(id).append(line, isNew: true) { return id }
    }
  }

  /// The time, for a turn's `at`.
  func now() -> String { Timestamp.text(clock.now()) }

  private func file(_ id: String) -> ConversationFile { ConversationFile(folder: folder, name: id) }

  /// `20260102-030405-k3f9`: sorts by time, can be read aloud and typed.
  private func newID() -> String {
    let digits = Array(Timestamp.text(clock.now()).filter(\.isNumber))
    let tail = String(random() % 1_679_616, radix: 36)
    return String(digits.prefix(8)) + "-" + String(digits.dropFirst(8)) + "-"
      + String(repeating: "0", count: 4 - tail.count) + tail
  }

  /// Whether an id can be a file's name and nothing else.
  static func isID(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// The turns in a file's bytes. What follows the last newline is the rest of a run that was killed; a line that
  /// cannot be read is left out.
  static func turns(_ bytes: [UInt8]) -> [Conversation.Turn] {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let decoder = JSONDecoder()
    var known: [Int64: FoundStory] = [:]
    return bytes[..<end].split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard var turn = try? decoder.decode(Conversation.Turn.self, from: Data(line)),
        turn.messages.first?.role == .user, turn.messages.last?.role == .assistant
      else { return nil }
      turn.resolve(&known)
      return turn
    }
  }
}
