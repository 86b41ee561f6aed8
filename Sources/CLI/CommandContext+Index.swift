import AWS
import Assistant
import Index

extension CommandContext {
  /// The local index for searches beside the space: with vectors of questions, and brought up to date in small steps. Nil
  /// if there is no state folder.
  func localIndex(_ session: AWSSession) -> LocalIndex? {
    guard var index = LocalIndex(environment) else { return nil }
    index.embedding = QuestionEmbedder(session: session, log: log)
    index.refresher = IndexRefresher(session: session, environment: environment, builder: Version.current, log: log)
    return index
  }
}
