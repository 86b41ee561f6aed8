public import Core

/// The language of the stories' text.
extension StoryblokClient {
  /// The scope with the language as the space writes it; nil for its default language. Without a language, nothing is
  /// asked.
  ///
  /// - Throws: `Failure`: `usage` for a language that the space does not have; else what reading the space throws. A
  ///   token that may not read the space can still use a language.
  public func checked(_ scope: StoryScope) async throws(Failure) -> StoryScope {
    guard let asked = scope.language else { return scope }
    var scope = scope
    let space: Space
    do throws(Failure) { space = try await self.space() } catch {
      guard error.code == .accessDenied else { throw error }
      connection.log.note("storyblok: language \(asked) is not checked: \(error.sentence)")
      return scope
    }
    switch space.languages.match(asked) {
    case .fallback: scope.language = nil
    case .language(let code): scope.language = code
    case .unknown(let nearest): throw unknown(asked, nearest, space)
    }
    return scope
  }

  private func unknown(_ asked: String, _ nearest: String?, _ space: Space) -> Failure {
    let languages = space.languages
    let known = (["default"] + languages.codes.prefix(50)).joined(separator: ", ")
    let own = languages.fallback.map { " (default: \($0))" } ?? ""
    var failure = Failure(
      .usage, "space \(space.name) has no language \(asked)" + (nearest.map { "; nearest: \($0)" } ?? ""),
      hint: nearest.map { "use \(option: .language) \($0); its languages are \(known)\(own)" }
        ?? "its languages are \(known)\(own)", service: "storyblok")
    if languages.fallback == nil {
      failure.hints.append(
        "a delivery token does not tell the code of the default language: say default, or leave \(option: .language) out"
      )
    }
    return failure
  }
}
