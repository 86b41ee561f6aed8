import Core

/// The form of an AWS access key id. A secret that was set in its place must not be shown as one.
public enum AccessKeyID {
  /// Whether `text` has the form of an access key id (IAM: 16 to 128 characters, here of `A-Z` and `0-9`).
  public static func isPlausible(_ text: String) -> Bool {
    (16...128).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
      }
  }

  /// `text` if it has the form of an access key id, else a mark in its place.
  public static func shown(_ text: String) -> String { isPlausible(text) ? text : KnownSecrets.mark }
}
