import Emulator

/// A space in which one story answers a question, and many hold one of its words. (A file of its own: `Storyblok` has
/// types of the same names.)
enum WordSearchSpace {
  static let space: Space = {
    func story(_ id: Int, _ name: String, _ text: String) -> Story {
      Story(
        id: id, name: name, fullSlug: "pages/\(id)", contentType: "page",
        content: ["component": "page", "body": .string(text)])
    }
    let fillers = (1...120).map { story($0, "Filler \($0)", "This page number \($0) says that everything will fit.") }
    return Space(
      stories: fillers + [
        story(201, "Returns", "Send back shoes that do not fit and we return your money within 30 days."),
        story(202, "Shoes", "We sell shoes for every season and every path in the mountains."),
        story(203, "Money", "Prices are in euro. Money is accepted, cards too."),
      ])
  }()
}
