import Emulator

extension Sandbox {
  /// Profile `role`, which assumes a role with the keys of profile `base`.
  func writeRole() throws {
    try write(
      "~/.aws/config",
      """
      [profile base]
      aws_access_key_id = \(Identity.user.accessKeyID)
      aws_secret_access_key = \(Identity.user.secret)
      [profile role]
      role_arn = \(Role.editor.arn)
      source_profile = base
      """)
  }
}
