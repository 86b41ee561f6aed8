import Core
import Storyblok

/// Why Strata did not answer a search that asked it first.
public enum StrataAbsence: Sendable, Equatable {
  /// The token may not use it.
  case scope
  /// The plan of the space does not include it, as the service says.
  case plan
  /// The service refuses it and says no reason.
  case refused
  /// The API has no Strata.
  case absent
  /// Nothing of the space is indexed.
  case empty

  /// The reason of a failure of Strata.
  init(_ failure: Failure) {
    switch failure.reason {
    case .strataNeedsScope: self = .scope
    case .strataNeedsPlan: self = .plan
    default: self = failure.httpStatus == 403 ? .refused : .absent
    }
  }

  /// The notice of a search by words: which engine answered, why, and what would change it.
  var notice: Remedy {
    let reason =
      switch self {
      case .scope:
        "the token may not use Strata. Give it the scope strata:read at "
          + "https://app.storyblok.com/#/me/account?tab=token (the plan of the space must have Strata, too)"
      case .plan: "the plan of the space has no Strata. With one that has it, searches are by meaning"
      case .refused: "Storyblok refuses Strata to this token. Check that the plan of the space has it"
      case .absent: "this space has no Strata"
      case .empty: "Strata has nothing of this space in its index yet"
      }
    return Remedy("searched by words, not by meaning: " + reason)
  }
}
