import Core
import Testing

@Suite struct KnownSecretsTests {
  /// The forms in which a secret may come back.
  @Test(arguments: [
    "wJal/rXU+nF=", "wJal%2FrXU%2BnF%3D", "wJal%2frXU%2bnF%3d", #"wJal\/rXU+nF="#, #"wJal\u002FrXU\u002bnF\u003D"#,
    "wJal&#47;rXU&#43;nF=", "wJal&#x2F;rXU&#x2b;nF&#61;", "%77Jal/rXU+nF=", "d0phbC9yWFUrbkY9",
  ])
  func knownSecrets_areFoundInEveryForm(_ form: String) {
    #expect(KnownSecrets(["wJal/rXU+nF="]).scrub("<\(form)>") == "<‹redacted›>")
  }

  /// In base64 of a longer text, at each offset; in both alphabets.
  @Test(arguments: ["", "a", "ab", "abc", "user:", "Basic u:"])
  func knownSecrets_areFoundInsideBase64(_ before: String) {
    let secret = "?>wJal/rXU+nF~~?>"
    let text = base64(before + secret + " and more")
    let scrubbed = KnownSecrets([secret]).scrub(text)
    #expect(scrubbed.contains("‹redacted›") && scrubbed.count < text.count - 9, "\(scrubbed)")
    let urlSafe = text.replacing("+", with: "-").replacing("/", with: "_")
    #expect(KnownSecrets([secret]).scrub(urlSafe).contains("‹redacted›"))
  }

  @Test func knownSecrets_theLongestIsReplaced() {
    let secrets = KnownSecrets(["SECRET", "SECRETTOKEN"])
    #expect(secrets.scrub("SECRETTOKEN SECRETTO SECRET") == "‹redacted› ‹redacted›TO ‹redacted›")
  }

  /// A short value would match other text; a number is not part of a longer one.
  @Test func knownSecrets_doNotMatchOtherText() {
    let secrets = KnownSecrets(["short", "123456"])
    #expect(secrets.scrub("short 111123456222 123456 x123456.") == "short 111123456222 ‹redacted› x‹redacted›.")
    #expect(KnownSecrets().scrub("a%2Fb\\") == "a%2Fb\\")
  }

  @Test func knownSecrets_areAddedOnTheWay() {
    let secrets = KnownSecrets()
    #expect(secrets.scrub("FIRSTKEY SECONDKEY") == "FIRSTKEY SECONDKEY")
    secrets.add(Secret("FIRSTKEY"))
    #expect(secrets.scrub("FIRSTKEY SECONDKEY") == "‹redacted› SECONDKEY")
    secrets.add(["SECONDKEY"])
    secrets.add(nil)
    #expect(secrets.scrub("FIRSTKEY SECONDKEY") == "‹redacted› ‹redacted›")
    #expect(
      Failure(.io, "FIRSTKEY", hint: "\(word: "SECONDKEY")").without(secrets)
        == Failure(.io, "‹redacted›", hint: "\(word: "‹redacted›")"))
  }

  /// Each request has a signature of its own. The last 256 are kept at least, and not many more.
  @Test func knownSecrets_keepTheLatestPassingOnes() {
    let secrets = KnownSecrets(["LASTING-SECRET"])
    func text(_ number: Int) -> String { "signature-\(number)." }
    for number in 0..<10_000 { secrets.add(passing: [text(number)]) }
    for number in 10_000 - 256..<10_000 { #expect(secrets.scrub(text(number)) == "‹redacted›") }
    #expect((0..<10_000).count { secrets.scrub(text($0)) == "‹redacted›" } <= 512)
    #expect(secrets.scrub("LASTING-SECRET signature-9999. x") == "‹redacted› ‹redacted› x")
  }

  private func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    var out = ""
    for start in stride(from: 0, to: bytes.count - bytes.count % 3, by: 3) {
      let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      for shift in [18, 12, 6, 0] { out.append(alphabet[group >> shift & 63]) }
    }
    return out
  }
}
