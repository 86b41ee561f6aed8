public import Core
public import Index

/// The local index as searches use it.
public struct LocalIndex: Sendable {
  /// The folder of the index files.
  public let folder: IndexFolder
  /// Makes vectors of questions; nil to search by words, and by vectors of questions that were asked before.
  public var embedding: (any QuestionEmbedding)?
  /// Brings small changes in before a search; nil to search the file as it is.
  public var refresher: (any IndexRefreshing)?

  /// The index files of the state folder; nil if there is no such folder (`StateFolder.path`).
  public init?(_ environment: Environment) {
    guard let state = StateFolder.path(environment) else { return nil }
    folder = IndexFolder(state + "/index")
  }

  /// The failure of a run that needs an index and has no folder for it.
  public static func noFolder() -> Failure {
    var failure = Failure(
      .badConfig, "there is no folder for a local index: the home folder does not exist",
      hint: "set SVA_STATE_HOME to a folder")
    failure.reason = .indexAbsent
    return failure
  }
}
