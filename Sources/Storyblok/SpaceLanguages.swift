import Core

/// The languages of a space (Settings > Internationalization).
public struct SpaceLanguages: Sendable, Equatable {
  /// The codes besides the default language's, as the space writes them: `de`, `pt-br`.
  public var codes: [String] = []
  /// The names of those languages by code, where the API tells them.
  public var names: [String: String] = [:]
  /// The code or name of the default language; nil where the API does not tell it, as the delivery API.
  public var fallback: String?

  /// What a code means.
  public enum Match: Sendable, Equatable {
    case fallback
    /// A language, as the space writes it.
    case language(String)
    /// No language of the space, and the one that was perhaps meant.
    case unknown(nearest: String?)
  }

  /// No languages but the default.
  public init() {}

  /// What `asked` means. Case, `-` and `_` make no difference.
  public func match(_ asked: String) -> Match {
    let wanted = LanguageCode.normal(asked)
    if LanguageCode.isDefault(asked) || fallback.map(LanguageCode.normal) == wanted { return .fallback }
    if let code = codes.first(where: { LanguageCode.normal($0) == wanted }) { return .language(code) }
    return .unknown(nearest: nearest(wanted))
  }

  /// The language of the same name, of the same family (`de-ch`, `de`), or with a typing error.
  private func nearest(_ wanted: String) -> String? {
    let family = { (code: String) in LanguageCode.normal(code).split(separator: "_").first ?? "" }
    if let code = codes.first(where: { names[$0]?.lowercased() == wanted }) { return code }
    if let code = codes.first(where: { family($0) == family(wanted) }) { return code }
    let near = codes.map { code in
      (code, EditDistance.between(Array(LanguageCode.normal(code).utf8.prefix(40)), Array(wanted.utf8.prefix(40))))
    }.filter { $0.1 <= (wanted.utf8.count < 5 ? 1 : 2) }
    return near.min { $0.1 < $1.1 }?.0
  }
}
