public import AWS
public import Core
import HTTP
import Synchronization

/// Speaks an answer while it arrives: cuts it into texts, has at most two of them spoken at once, and writes the sounds in
/// their order.
///
/// The answer is added by `add` and `pause` and ended by `finish`; `run` does the work beside it. A failure ends the speech
/// alone.
public final class Speaker: Sendable {
  /// A text of the answer, and its sound when there is one.
  private struct Part: Sendable {
    let text: String
    let sound: Mailbox<Result<SpeechSound, Failure>>
  }

  private struct State {
    var script: SpeechScript
    var report: SpeechReport
    /// The bytes of sound that have come.
    var received = 0
    /// When the next request may be sent.
    var nextStart = Duration.zero
    /// Whether nothing more is to be asked for.
    var isOver = false
  }

  /// The most requests in flight.
  static let mostAtOnce = 2

  private let plan: SpeechPlan
  private let polly: Polly
  private let destination: any SoundDestination
  private let environment: Environment
  private let log: Log
  private let state: Mutex<State>
  /// The parts to be spoken, and the same parts for writing.
  private let work = Mailbox<Part>()
  private let order = Mailbox<Part>()

  /// A speaker of one answer.
  public init(
    _ plan: SpeechPlan, polly: Polly, destination: any SoundDestination, environment: Environment, log: Log
  ) {
    self.plan = plan
    self.polly = polly
    self.destination = destination
    self.environment = environment
    self.log = log
    state = Mutex(
      State(
        script: SpeechScript(rest: SpeechRest.sentence(in: plan.language)), report: SpeechReport(plan: plan)))
  }

  /// Adds a piece of the answer.
  public func add(_ text: String) { send { $0.script.add(text) } }

  /// Ends a part of the answer, after which nothing may come for a while.
  public func pause() { send { $0.script.pause() } }

  /// Ends the answer.
  public func finish() {
    pause()
    work.close()
    order.close()
  }

  /// Ends the speech without the rest of it.
  public func abandon() {
    state.withLock { $0.isOver = true }
    // The writer may wait for the sound of a part that nobody will ask for any more.
    for part in work.close(dropping: true) { part.sound.close() }
    order.close(dropping: true)
  }

  private func send(_ texts: (inout State) -> [String]) {
    for text in state.withLock({ texts(&$0) }) {
      let part = Part(text: text, sound: Mailbox())
      if !work.send(part) { part.sound.close() }
      order.send(part)
    }
  }

  /// Speaks what is added, to the end of the answer or of the speech. A failure is part of the report.
  public func run() async -> SpeechReport {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.mostAtOnce { group.addTask { await self.ask() } }
      do throws(Failure) { try await write() } catch {
        state.withLock { $0.report.failure = $0.report.failure ?? error }
        abandon()
        // A request whose sound nobody waits for.
        group.cancelAll()
      }
    }
    var report = state.withLock { state in
      state.report.isCut = state.script.isCut
      return state.report
    }
    if let failure = report.failure, failure.reason == .voiceRefused {
      report.failure = await SpeechCandidates(plan: plan, polly: polly, log: log).added(to: failure)
    }
    return report
  }

  /// Asks for the sounds, one after the other.
  private func ask() async {
    while let part = await work.next() {
      guard await isTime() else {
        part.sound.close()
        continue
      }
      let result: Result<SpeechSound, Failure>
      do throws(Failure) { result = .success(try await spoken(part.text)) } catch { result = .failure(error) }
      if case .failure = result { state.withLock { $0.isOver = true } }
      part.sound.send(result)
    }
  }

  /// The sound of a text. All sound of an answer is held within the limit of one request.
  private func spoken(_ text: String) async throws(Failure) -> SpeechSound {
    let sound = try await polly.synthesize(text, plan.voice, plan.format)
    let received = state.withLock { state in
      state.report.characters += sound.characters
      state.received += sound.bytes.count
      return state.received
    }
    guard received <= Polly.mostSound else {
      throw Failure(
        .badResponse, "Amazon Polly answered with more sound than any answer has",
        hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL_POLLY; \(switch: .debug) shows the answers",
        service: AWSService.polly.id)
    }
    return sound
  }

  /// Waits until another request may be sent. False if none is to be.
  private func isTime() async -> Bool {
    let now = environment.clock.uptime()
    let wait: Duration? = state.withLock { state in
      guard !state.isOver else { return nil }
      let start = max(now, state.nextStart)
      state.nextStart = start + .seconds(1) / plan.voice.engine.requestsPerSecond
      state.report.requests += 1
      return start - now
    }
    guard let wait else { return false }
    if wait > .zero { try? await environment.clock.sleep(wait) }
    return true
  }

  /// Writes the sounds in the order of the texts.
  private func write() async throws(Failure) {
    var joiner = SoundJoiner(plan.format, serial: UInt32(truncatingIfNeeded: environment.random()))
    while let part = await order.next() {
      guard let result = await part.sound.next() else { return }
      let sound = try result.get()
      guard let bytes = joiner.add(sound.bytes) else { throw Self.damaged(plan.format) }
      try await write(bytes)
    }
    // Where there is nothing to hear there is no file.
    guard state.withLock({ !$0.isOver && $0.report.requests > 0 }) else { return }
    try await write(joiner.finish())
    try await destination.finish(beginning: joiner.beginning)
  }

  private func write(_ bytes: [UInt8]) async throws(Failure) {
    guard !bytes.isEmpty else { return }
    try await destination.write(bytes)
    state.withLock { $0.report.bytes += bytes.count }
  }

  private static func damaged(_ format: SpeechFormat) -> Failure {
    Failure(
      .badResponse, "Amazon Polly answered with sound that is not \(format.outputFormat)",
      hint: "run it again; \(switch: .debug) shows the answer", service: AWSService.polly.id)
  }
}
