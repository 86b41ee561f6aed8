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
}
