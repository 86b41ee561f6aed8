import AWS
import Assistant
import Core
import Storyblok

extension CommandContext {
  /// The local index as searches use it; nil where there is no folder for it. Nothing is read, resolved or sent yet.
  func localIndex(_ client: StoryblokClient) -> LocalIndex? {
    guard var index = LocalIndex(environment) else { return nil }
    let session = awsSession(httpClient())
    index.embedding = QuestionEmbedder(session: session, log: log)
    index.refresher = IndexRefresher(
      IndexUpdate(
        client: client, session: session, folder: index.folder, environment: environment, builder: Version.current,
        log: log))
    return index
  }
}
