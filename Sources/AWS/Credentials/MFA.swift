import Core

/// MFA codes. They are read from the terminal only, never from a file or a variable.
enum MFA {
  /// The code for `serial`; nil if the profile has no MFA device.
  ///
  /// - Throws: `Failure` with code `provider_failed` if there is no terminal or no input.
  static func code(for serial: String?, profile: String, _ context: ProviderContext) async throws(Failure)
    -> String?
  {
    guard let serial else { return nil }
    guard let prompt = context.prompt() else {
      throw Failure(
        .providerFailed, "profile \(profile) needs an MFA code, and there is no terminal to ask for it",
        hint:
          "run `\(shell: .aws("sts", "get-caller-identity", profile: profile))` in a terminal first: the "
          + "role's credentials are then shared through the AWS CLI's cache")
    }
    context.log.progress(nil)
    let answer = try await prompt("Enter MFA code for \(OneLine.first(serial)): ")
    let code = (answer ?? "").filter { $0 != " " }
    guard code.utf8.count == 6, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw Failure(
        .providerFailed, "that is no MFA code for profile \(profile): six digits are expected",
        hint: "run it again and type the code your device shows")
    }
    return code
  }
}
