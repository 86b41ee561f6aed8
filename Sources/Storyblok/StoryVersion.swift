/// The version of a story: the published one, or the editors' draft.
public enum StoryVersion: String, Sendable {
  case published, draft
}
