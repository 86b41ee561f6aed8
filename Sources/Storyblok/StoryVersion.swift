/// Which text of a story is meant: the one visitors see, or the one editors work on.
public enum StoryVersion: String, Sendable {
  case published, draft
}
