import AWS

/// The text of `sva help credentials` and of the section CREDENTIALS in sva(1).
enum CredentialGuide {
  static let opening =
    "sva finds AWS credentials as the AWS CLI does. The first place that has some is used; a place that applies but "
    + "is broken ends the search, it is never passed over. sva whoami --explain shows what was looked at and why it "
    + "was used or not."

  /// The places of the credential chain, in order.
  static let places = CredentialSource.inOrder.map(\.place.text)

  private static var placesOfProfile: String {
    let numbers = CredentialSource.inOrder.indices.filter { CredentialSource.inOrder[$0].profileKey != nil }
    return "Places \((numbers.first ?? 0) + 1) to \((numbers.last ?? 0) + 1)"
  }

  static let sets =
    placesOfProfile
    + " read one profile: --profile, then AWS_PROFILE, then AWS_DEFAULT_PROFILE, else default. Credentials are one "
    + "set: an access key from one place is never completed with a secret or a session token from another. A Bedrock "
    + "API key in AWS_BEARER_TOKEN_BEDROCK is used for Bedrock before all of these."

  /// Frequent mistakes.
  static let traps = [
    "Keys in the environment win over AWS_PROFILE. Unset them, or name the profile with --profile.",
    "AWS_PROFILE wins over AWS_DEFAULT_PROFILE, and AWS_REGION over AWS_DEFAULT_REGION.",
    "An access key that begins with ASIA is temporary and does not work without its session token.",
    "In ~/.aws/config a section is called [profile name], in ~/.aws/credentials only [name]. The wrong form is not "
      + "found.",
    "Quotes around a value, and a comment behind it, become part of it in the AWS shared files.",
    "A role_arn outranks keys in the same profile, SSO outranks keys, and keys in ~/.aws/credentials outrank "
      + "credential_process.",
    "AWS_EC2_METADATA_DISABLED takes true; 1 has no effect.",
    "A container on EC2 needs a hop limit of 2 to reach the instance metadata service.",
    "A tilde is not expanded in AWS_WEB_IDENTITY_TOKEN_FILE and in the arguments of credential_process.",
    "A clock that is wrong by more than five minutes makes every signature invalid.",
    "Access to a model is granted by account and region; an inference profile may call models in several regions, "
      + "and the policy must allow each.",
  ]

  static let permissions =
    "Asking needs bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on the foundation model and, where one "
    + "is used, on the inference profile. Listing models and resolving near names needs bedrock:ListFoundationModels "
    + "and bedrock:ListInferenceProfiles. The managed policy AmazonBedrockFullAccess has them all."

  static let storyblok =
    "STORYBLOK_TOKEN in the environment or in .env holds a personal access token, an OAuth token, or a preview or "
    + "public token of one space. A personal or OAuth token needs STORYBLOK_SPACE_ID too. Tokens are never options, "
    + "because process lists show them, and go only to Storyblok's own hosts unless the base URL was given by option "
    + "or in the process environment."
}
