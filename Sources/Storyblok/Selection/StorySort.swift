import Core

/// The order of a list: `published_at`, `published_at:desc`, `content.price:desc:float`.
public struct StorySort: Sendable, Equatable {
  /// The members of a story by which lists are sorted (storyblok.com/docs/api/management/stories/
  /// retrieve-multiple-stories). Fields of the content are written `content.FIELD`.
  public static let members = [
    "name", "slug", "full_slug", "created_at", "updated_at", "published_at", "first_published_at", "position", "id",
  ]

  /// The field.
  public let field: String
  /// Whether the greatest value is first.
  public let isDescending: Bool
  /// How values of the content are compared: `int` or `float`; nil for text.
  private let number: String?

  /// Reads `FIELD[:asc|:desc][:int|:float]`; nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let field = parts.first, parts.count <= 3 else { return nil }
    let isContent = field.hasPrefix("content.") && FieldCondition.isField(String(field.dropFirst(8)))
    guard isContent || Self.members.contains(field) else { return nil }
    var rest = parts.dropFirst()[...]
    let direction = rest.first.flatMap { ["asc", "desc"].contains($0) ? $0 : nil }
    if direction != nil { rest = rest.dropFirst() }
    number = rest.first
    guard rest.count <= 1, number.map({ isContent && ["int", "float"].contains($0) }) ?? true else { return nil }
    self.field = field
    isDescending = direction == "desc"
  }

  /// The value of `sort_by`.
  var parameter: String {
    ([field, isDescending ? "desc" : "asc"] + (number.map { [$0] } ?? [])).joined(separator: ":")
  }
}
