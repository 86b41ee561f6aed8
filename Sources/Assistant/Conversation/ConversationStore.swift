import AWS
public import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Stores conversations in the state folder: one append-only file each, one line a turn.
///
/// A completed turn is written at once under a lock. A run that is killed loses only its turn. Readers ignore an
/// incomplete last line, and the next writer removes it.
public struct ConversationStore: Sendable {
  /// The folder, absolute.
  public let folder: String
  let clock: WallClock
  private let random: @Sendable () -> UInt64

  /// The most bytes that are read, from the end of a file.
  private static let mostRead = 16 << 20

  /// A store in `folder`, which is created with the first turn.
  public init(folder: String, environment: Environment) {
    self.folder = folder
    clock = environment.clock
    random = environment.random
  }

  /// The store of the user: `conversations` in `SVA_STATE_HOME`, else in `sva` of `XDG_STATE_HOME`, else in
  /// `~/.local/state/sva`; nil if the home folder is not known or does not exist, because then nothing may be made in its
  /// place.
  public init?(environment: Environment) {
    let base: String
    if let own = environment.setting(.stateFolder)?.value {
      base = environment.absolutePath(own)
    } else if let state = environment.variable(.xdgStateHome), state.hasPrefix("/") {
      base = state + "/sva"
    } else if let home = environment.home, FileStatus(home)?.isFolder == true {
      base = home + "/.local/state/sva"
    } else {
      return nil
    }
    self.init(folder: base + "/conversations", environment: environment)
  }

  /// The conversation with that id.
  ///
  /// - Throws: `Failure` `not_found` if there is none, `io` if it cannot be read.
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

  /// The last modified conversation of `space` (or of no space).
  ///
  /// - Throws: `Failure` `not_found` if there is none.
  public func latest(space: String?) throws(Failure) -> Conversation {
    let ids = try ids()
    // A limit on the files that are read.
    for id in ids.prefix(50) {
      let found = try conversation(id)
      guard let last = found.turns.last else { continue }
      if last.space == space || last.space == nil || space == nil { return found }
    }
    throw Failure(
      .notFound, "there is no conversation to continue", hint: "ask without \(switch: .continueLast): that begins one")
  }

  /// Appends a turn, and creates the conversation with the first one; returns its id.
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

  /// The current time, for a turn's `at`.
  func now() -> String { Timestamp.text(clock.now()) }

  /// The ids of the kept conversations, the last modified one first.
  func ids() throws(Failure) -> [String] { try ConversationFile.list(folder).filter { Self.isID($0) } }

  func file(_ id: String) -> ConversationFile { ConversationFile(folder: folder, name: id) }

  /// A new id such as `20260102-030405-k3f9`: it sorts by time and is easy to read aloud and to type.
  private func newID() -> String {
    let digits = Array(Timestamp.text(clock.now()).filter(\.isNumber))
    let tail = String(random() % 1_679_616, radix: 36)
    return String(digits.prefix(8)) + "-" + String(digits.dropFirst(8)) + "-"
      + String(repeating: "0", count: 4 - tail.count) + tail
  }

  /// Whether an id is safe as a file name.
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

  /// The turns in a file's bytes. Text after the last newline is of a run that was killed. A line that cannot be read
  /// is left out.
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
