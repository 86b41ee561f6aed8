import Emulator
import TestSupport
import Testing

#if os(Linux)

  /// How much of the system's certificates is read. They are replaced for one process, in a mount namespace of its own.
  @Suite struct TrustStoreTests {
    private static let unshare = ExternalProgram("unshare")
    private static let system = "/etc/ssl/certs"

    /// Whether a process may have mounts of its own.
    static let isTried: Bool = {
      guard SystemCallTrace.strace.isTried, TLSFront.python.isTried, let unshare = unshare.path else { return false }
      let run = try? Program.run(
        unshare, ["-rm", "true"], environment: ExternalProgram.plainEnvironment, folder: "/")
      return run?.status == 0
    }()

    /// A bundle of 200 kB beside a folder whose names are hashes: one certificate is read.
    @Test(.enabled(if: isTried, "no strace, python3 or user namespaces"))
    func trustStore_isReadOneCertificateAtATime() throws {
      let sandbox = try Sandbox()
      let front = try TLSFront(before: sandbox.emulator.port)
      let authority = Sandbox.bytes(TLSServer.authority)
      let text = String(decoding: authority, as: UTF8.self)
      try sandbox.write("certs/4959b291.0", text)
      try sandbox.write("certs/ca-certificates.crt", String(repeating: text, count: 200_000 / text.utf8.count))
      let trace = sandbox.folder + "/trace"
      let script = """
        mount --bind "$1" \(Self.system) && exec strace -f -y -o "$2" "$3" whoami --service aws -q
        """
      let environment = sandbox.ready.merging(["AWS_ENDPOINT_URL": front.url]) { $1 }
      let run = try Program.run(
        Self.unshare.path ?? "unshare",
        ["-rm", "sh", "-c", script, "sh", sandbox.work + "/certs", trace, Sandbox.binary], environment: environment,
        folder: sandbox.work)
      #expect(run.status == 0, "\(run.stderr)")
      #expect(SystemCallTrace(file: trace).bytesRead(below: Self.system) == authority.count)
    }
  }
#endif
