import Core

/// What the text of a story takes from outside the story: names and paths of other stories, labels of options.
public struct ContentNames: Sendable, Equatable {
  /// The stories that are referenced or linked, by uuid.
  public var stories: [String: StoryName] = [:]
  /// The labels of options.
  public var labels = OptionLabels()

  /// No names: references without a name are left out of the text.
  public init() {}
}

/// The name and the path of a story.
public struct StoryName: Sendable, Equatable {
  /// The name in the editor, on one line.
  public var name: String
  /// The path on the site: the real path, else the slug in the language that is read.
  public var path: String
  /// The longest name, in scalars.
  private static let longest = 300

  /// A name and a path.
  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The name and the path of a story that a list returned.
  init(_ story: Story, in language: String?) {
    let story = story.translated(to: language)
    var name = String.UnicodeScalarView()
    name.append(contentsOf: story.name.unicodeScalars.prefix(Self.longest))
    self.init(name: OneLine.joined(String(name)), path: story.path ?? story.localSlug ?? story.slug)
  }
}
