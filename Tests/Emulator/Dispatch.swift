/// Selects the service that answers.
enum Dispatch {
  static func answer(_ exchange: Exchange) -> Reply {
    switch exchange.route.service {
    case .sts: STS(exchange).answer()
    case .bedrock: ControlPlane(exchange).answer()
    case .bedrockRuntime: Runtime(exchange).answer()
    case .polly: Polly(exchange).answer()
    case .sso: Portal(exchange).answer()
    case .ssoOIDC: OIDC(exchange).answer()
    case .signIn: SignIn(exchange).answer()
    case .transcribe: Transcribe(exchange).answer()
    case .metadata: Metadata(exchange).answer()
    case .container: Container(exchange).answer()
    case .management: Assets.rewritten(Management(exchange).answer(), exchange)
    case .delivery: Assets.rewritten(Delivery(exchange).answer(), exchange)
    case .assets: Assets(exchange).answer()
    case .unknown: .json(["message": "no such route in the emulator"], status: 404)
    }
  }
}
