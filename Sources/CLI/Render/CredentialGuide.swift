/// Where credentials come from and what goes wrong with them, in prose: `sva help credentials` and sva(1).
enum CredentialGuide {
  static let opening =
    "sva finds AWS credentials as the AWS CLI does. The first place that has some is used; a place that applies but "
    + "is broken ends the search, it is never passed over. sva whoami --explain shows what was looked at and why it "
    + "was used or not."

  /// The chain, in order.
  static let places = [
    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN for temporary keys) in the environment; not "
      + "when --profile is given",
    "the same names in the .env file; not when a profile is named by --profile or in the environment",
    "role_arn of the profile: the role is assumed with source_profile or credential_source",
    "a web identity token: AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, or the same keys of the profile",
    "IAM Identity Center (SSO) settings of the profile, after aws sso login",
    "keys of the profile in ~/.aws/credentials",
    "login_session of the profile, after aws login",
    "credential_process of the profile: a program that prints credentials",
    "keys of the profile in ~/.aws/config",
    "files of older tools: AWS_CREDENTIAL_FILE, then BOTO_CONFIG, /etc/boto.cfg and ~/.boto",
    "the container's credentials (ECS, EKS pod identity)",
    "the role of the EC2 instance, from its metadata service",
  ]

  static let sets =
    "Places 3 to 9 read one profile: --profile, then AWS_PROFILE, then AWS_DEFAULT_PROFILE, else default. Credentials "
    + "are one set: an access key from one place is never completed with a secret or a session token from another. A "
    + "Bedrock API key in AWS_BEARER_TOKEN_BEDROCK is used for Bedrock before all of these."

  /// The usual traps.
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
