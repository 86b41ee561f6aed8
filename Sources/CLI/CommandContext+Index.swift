import AWS
import Assistant
import Core
import Storyblok

extension CommandContext {
  /// The local index as searches use it; nil where there is no folder for it. Nothing is read, resolved or sent yet.
  ///
  /// - Parameter session: the session of the run, so that credentials are resolved once.
  func localIndex(_ client: StoryblokClient, _ session: AWSSession) -> LocalIndex? {
    guard var index = LocalIndex(environment) else { return nil }
    index.embedding = QuestionEmbedder(session: session, log: log)
    index.refresher = IndexRefresher(
      IndexUpdate(
        client: client, session: session, folder: index.folder, environment: environment, builder: Version.current,
        log: log))
    return index
  }
}
