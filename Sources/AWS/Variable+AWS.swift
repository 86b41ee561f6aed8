public import Core

/// The variables of AWS that do not belong to a setting.
extension Variable {
  public static let configFile = Variable("AWS_CONFIG_FILE", sharedFiles)
  public static let credentialsFile = Variable("AWS_SHARED_CREDENTIALS_FILE", sharedFiles)
  private static let sharedFiles = "the AWS shared files"

  static let securityToken = Variable(
    "AWS_SECURITY_TOKEN", "older name of AWS_SESSION_TOKEN; read first, as by botocore")
  static let accountID = Variable("AWS_ACCOUNT_ID", "account of the keys in the environment")
  static let credentialExpiration = Variable(
    "AWS_CREDENTIAL_EXPIRATION", "when the keys in the environment expire, ISO 8601")

  static let roleARN = Variable("AWS_ROLE_ARN", webIdentity)
  static let webIdentityTokenFile = Variable("AWS_WEB_IDENTITY_TOKEN_FILE", webIdentity)
  static let roleSessionName = Variable("AWS_ROLE_SESSION_NAME", webIdentity)
  private static let webIdentity = "a role to assume with a web identity token"

  static let containerRelativeURI = Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", containerURI)
  static let containerFullURI = Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", containerURI)
  private static let containerURI = "where a container gets its credentials"
  static let containerToken = Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", containerAuthorization)
  static let containerTokenFile = Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", containerAuthorization)
  private static let containerAuthorization = "the token for that address, or the file that holds it"

  static let metadataDisabled = Variable(
    "AWS_EC2_METADATA_DISABLED", "true keeps from asking the instance metadata service")
  static let metadataV1Disabled = Variable(
    "AWS_EC2_METADATA_V1_DISABLED", "true asks that service with a session token only")
  static let metadataEndpoint = Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadataAddress)
  static let metadataEndpointMode = Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", metadataAddress)
  static let metadataIPv6 = Variable("AWS_IMDS_USE_IPV6", metadataAddress)
  private static let metadataAddress = "address of that service; ipv4 or ipv6; true for IPv6"
  static let metadataTimeout = Variable("AWS_METADATA_SERVICE_TIMEOUT", metadataLimits)
  static let metadataAttempts = Variable("AWS_METADATA_SERVICE_NUM_ATTEMPTS", metadataLimits)
  private static let metadataLimits = "seconds and attempts for that service"

  static let loginCacheDirectory = Variable("AWS_LOGIN_CACHE_DIRECTORY", "folder of the sign-ins of aws login")
  static let legacyCredentialFile = Variable("AWS_CREDENTIAL_FILE", legacyFiles)
  static let botoConfig = Variable("BOTO_CONFIG", legacyFiles)
  private static let legacyFiles = "credential files of older tools"
  static let programPath = Variable("PATH", "where the program of credential_process is looked for")

  static let ignoreEndpoints = Variable(
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true ignores endpoints that are set in variables and files")
  static let useFIPS = Variable("AWS_USE_FIPS_ENDPOINT", publicHosts)
  static let useDualStack = Variable("AWS_USE_DUALSTACK_ENDPOINT", publicHosts)
  private static let publicHosts = "true calls the FIPS hosts, or those with IPv6"
  static let stsEndpoints = Variable("AWS_STS_REGIONAL_ENDPOINTS", "regional (the default) or legacy hosts of STS")
  static let caBundle = Variable(
    "AWS_CA_BUNDLE", "file with the certificates to trust for AWS instead of the system's")

  /// All of them, in the order of the documentation.
  public static let aws: [Variable] =
    [caBundle] + AWSService.all.map(\.endpointVariable)
    + [
      ignoreEndpoints, useFIPS, useDualStack, stsEndpoints, configFile, credentialsFile, securityToken, accountID,
      credentialExpiration, roleARN, webIdentityTokenFile, roleSessionName, containerRelativeURI, containerFullURI,
      containerToken, containerTokenFile, metadataDisabled, metadataV1Disabled, metadataEndpoint, metadataEndpointMode,
      metadataIPv6, metadataTimeout, metadataAttempts, loginCacheDirectory, legacyCredentialFile, botoConfig,
      programPath,
    ]
}
