/// A part of a set of credentials.
public enum CredentialPart: String, Sendable, CaseIterable {
  case accessKeyID = "access key id"
  case secretAccessKey = "secret access key"
  case sessionToken = "session token"
}
