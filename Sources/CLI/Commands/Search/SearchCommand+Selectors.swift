import Core
import Storyblok

/// The options that select stories.
extension SearchCommand {
  static let id: Flag<[Int64]> = .list(
    "id", "N", wanted: "a whole number from 1 up",
    FlagText("the story with this id", "Return the story with this numeric id. " + SharedFlags.repeatable)
  ) { Int64($0).flatMap { $0 > 0 ? $0 : nil } }
  static let slug = Flag.names(
    "slug", "SLUG",
    FlagText(
      "the story with this full slug",
      "Return the story with this full slug, in which * stands for any text. The address of a page of the site, or of "
        + "the story in the editor, is taken too. " + SharedFlags.repeatable))
  static let tag = Flag.names(
    "tag", "TAG", FlagText("only stories with this tag", "Keep to stories with this tag. " + SharedFlags.repeatable))
  static let state: Flag<[Story.State]> = .list(
    "state", "STATE", choices: Story.State.allCases.map(\.rawValue),
    wanted: "one of \(Story.State.allCases.map(\.rawValue).joined(separator: ", "))",
    FlagText(
      Story.State.allCases.map(\.rawValue).listed("or"),
      "Keep to stories in this state: published without later changes, published and changed since, never published, or "
        + "not published with a scheduled time. All but published imply --draft. " + SharedFlags.repeatable)
  ) { Story.State(rawValue: $0) }
  static let updatedSince = Flag.time(
    "updated-since", "WHEN", FlagText("saved at this time or later", "Keep to stories saved at this time or later."))
  static let updatedBefore = Flag.time(
    "updated-before", "WHEN", FlagText("saved before this time", "Keep to stories last saved before this time."))
  static let publishedSince = Flag.time(
    "published-since", "WHEN",
    FlagText("published at this time or later", "Keep to stories last published at this time or later."))
  static let publishedBefore = Flag.time(
    "published-before", "WHEN",
    FlagText("published before this time", "Keep to stories last published before this time."))
  static let filter: Flag<[FieldCondition]> = .each(
    "filter", "FIELD[OP]=VALUE",
    wanted: "FIELD[OPERATION]=VALUE with one of the operations "
      + FieldCondition.Operation.allCases.map(\.rawValue).sorted().joined(separator: ", "),
    FlagText(
      "by a field of the content: Storyblok's filter_query",
      "Keep to stories whose field fits, by Storyblok's filter_query: FIELD[OPERATION]=VALUE. Operations are "
        + "\(FieldCondition.Operation.allCases.map(\.rawValue).sorted().listed("and")). May be given several times: all "
        + "must hold."),
    nearest: { text in
      do throws(FieldCondition.Fault) { _ = try FieldCondition(text) } catch {
        guard case .operation(let word) = error else { return [] }
        return Suggestion.nearest(to: word, among: FieldCondition.Operation.allCases.map(\.rawValue))
          .map { text.replacing("[\(word)]", with: "[\($0)]") }
      }
      return []
    }
  ) { try? FieldCondition($0) }
  static let uses = Flag.names(
    "uses", "BLOCK",
    FlagText(
      "stories that use this block",
      "Keep to stories whose content uses the block of this technical name, at any depth. " + SharedFlags.repeatable))
  static let references = Flag.names(
    "references", "STORY",
    FlagText(
      "stories that refer to this story",
      "Keep to stories whose content refers or links to this story, named by its id, uuid, slug or "
        + "address in the editor. "
        + SharedFlags.repeatable))
  static let release = Flag.name(
    "release", "ID",
    FlagText(
      "stories that are part of this release",
      "Keep to the stories that are part of this release. Implies --draft."))

  /// The options that select stories. Without a term, the command lists what they select.
  static let selectors = [
    id.spec, slug.spec, SharedFlags.contentType.spec, SharedFlags.startsWith.spec, tag.spec, state.spec,
    updatedSince.spec, updatedBefore.spec, publishedSince.spec, publishedBefore.spec, filter.spec, uses.spec,
    references.spec, release.spec,
  ]

  /// The filter that the options give.
  static func selection(_ arguments: ParsedArguments, now: Double) -> StoryFilter {
    func range(_ since: Flag<TimeText>, _ before: Flag<TimeText>) -> TimeRange {
      TimeRange(since: arguments[since]?.seconds(now: now), before: arguments[before]?.seconds(now: now))
    }
    var filter = StoryFilter()
    filter.ids = arguments[id]
    filter.slugs = arguments[slug]
    filter.contentTypes = arguments[SharedFlags.contentType]
    filter.startsWith = arguments[SharedFlags.startsWith]
    filter.tags = arguments[tag]
    filter.states = arguments[state]
    filter.updated = range(updatedSince, updatedBefore)
    filter.published = range(publishedSince, publishedBefore)
    filter.fields = arguments[self.filter]
    filter.blocks = arguments[uses]
    filter.references = arguments[references]
    filter.sort = arguments[sort]
    return filter
  }
}
