/// Faults written on a command line.
///
///     SPEC   = KIND ["=" VALUE] ["@" PATTERN] ["+" AFTER] ["x" TIMES]
///
/// PATTERN is sought in `METHOD target service:Operation`; AFTER requests pass first; TIMES are hit then
/// (all, where left out). Milliseconds, bytes and counts are plain numbers.
///
///     throttle@ConverseStream x2      throttle=5@mapi         (with Retry-After: 5)
///     delay=300@sts                   delay-pieces=50@converse-stream
///     error=503:ServiceUnavailableException:Bedrock is unable to process your request.@Converse
///     html=502@cdn                    redirect=http://127.0.0.1:9/@stories
///     reset@Converse                  reset-after=40@stories  silent@sts
///     drip=10@strata                  cut=100@converse-stream flip=200@converse-stream
///     exception=3:throttlingException:Too many tokens@converse-stream
///     error-frame=0:InternalError:Gone@converse-stream
///     no-stop@converse-stream         no-metadata@converse-stream
///     huge=64@stories                 nested=100000@stories   type=text/plain@stories
extension Fault {
  /// What the grammar allows, one line a kind.
  public static let grammar = """
    SPEC = KIND[=VALUE][@PATTERN][ +AFTER][ xTIMES]
      delay=MS  delay-pieces=MS  drip=MS  cut=BYTES  flip=BYTE  reset  reset-after=BYTES  silent
      throttle[=RETRY-AFTER]  error=STATUS:CODE:MESSAGE  html=STATUS  redirect=URL
      exception=EVENTS:NAME:MESSAGE  error-frame=EVENTS:CODE:MESSAGE  no-stop  no-metadata
      end-after=MESSAGES  no-finals
      huge=MEGABYTES  nested=DEPTH  type=CONTENT-TYPE
    PATTERN is sought in "METHOD target service:Operation", for example @ConverseStream, @sts:, @/stories.
    """

  /// The fault that `spec` describes; nil if it describes none.
  public init?(spec: String) {
    var words = spec.split(separator: " ").map(String.init)
    var times: Int?
    var after = 0
    while let last = words.last, words.count > 1, let number = Int(last.dropFirst()), number >= 0 {
      if last.first == "x" { times = number } else if last.first == "+" { after = number } else { break }
      words.removeLast()
    }
    let rest = words.joined(separator: " ")
    let at = rest.lastIndex(of: "@")
    let pattern = at.map { String(rest[rest.index(after: $0)...]) } ?? ""
    let pair = rest[..<(at ?? rest.endIndex)].split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = Self.kind(String(pair[0]), pair.count > 1 ? String(pair[1]) : nil) else { return nil }
    self.init(kind, on: pattern, after: after, times: times)
  }

  private static func kind(_ name: String, _ value: String?) -> Kind? {
    switch name {
    case "reset": return .reset
    case "silent": return .silent
    case "no-stop": return .noMessageStop
    case "no-metadata": return .noMetadata
    case "no-finals": return .noFinals
    case "throttle": return .throttle(retryAfter: value)
    case "redirect": return value.map { .redirect(status: 302, to: $0) }
    case "type": return value.map { .contentType($0) }
    case "error", "exception", "error-frame": return worded(name, value ?? "")
    default: break
    }
    guard let number = value.flatMap({ Int($0) }), number >= 0 else { return nil }
    switch name {
    case "delay": return .delay(milliseconds: number)
    case "delay-pieces": return .delayPieces(milliseconds: number)
    case "drip": return .drip(milliseconds: number)
    case "cut": return .cut(bytes: number)
    case "flip": return .flip(at: number)
    case "reset-after": return .resetAfter(bytes: number)
    case "html": return .html(status: number)
    case "end-after": return .endAfter(messages: number)
    case "huge": return .huge(megabytes: number)
    case "nested": return .nested(depth: number)
    default: return nil
    }
  }

  /// `NUMBER:NAME:MESSAGE`.
  private static func worded(_ name: String, _ value: String) -> Kind? {
    let parts = value.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let number = Int(parts[0]), number >= 0 else { return nil }
    switch name {
    case "error": return .error(status: number, code: parts[1], message: parts[2])
    case "exception": return .exception(name: parts[1], message: parts[2], afterEvents: number)
    default: return .errorFrame(code: parts[1], message: parts[2], afterEvents: number)
    }
  }
}
