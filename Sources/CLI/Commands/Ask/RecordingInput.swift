import Assistant
import Core

/// The recording of `--listen`: a file, or what a pipe delivers. Ctrl-C ends the recording of a pipe, once.
struct RecordingInput {
  /// The recording for the listener.
  let recording: Recording
  private let reader: StoppableReader?

  /// Opens the recording.
  ///
  /// - Throws: `Failure` `usage` if it cannot be read or would have to be typed.
  init(_ name: String, raw: SoundFormat.Raw?, _ context: CommandContext) throws(Failure) {
    guard let descriptor = try Self.descriptor(name, context) else {
      // Without a descriptor nothing can block.
      let input = context.input
      reader = nil
      recording = Recording(name: name, isLive: false, raw: raw) { () throws(Failure) in
        guard let bytes = input.read(Self.slice) else { throw Self.unreadable(name, "it cannot be read") }
        return bytes
      }
      return
    }
    guard let reader = StoppableReader(descriptor) else {
      throw Failure(.io, "the system has no pipe left", hint: "close other programs and run it again")
    }
    let size = descriptor.bytesLeft
    self.reader = size == nil ? reader : nil
    recording = Recording(
      name: name, size: size, isLive: size == nil, raw: raw, isStopped: { reader.isStopped },
      onEnd: { if size == nil { reader.endsOnInterrupt(for: Self.grace) } }
    ) { () async throws(Failure) in
      do throws(FileProblem) {
        if reader.isReady { return try reader.read(Self.slice) }
        return try await withTaskCancellationHandler {
          await SystemThread.value { Result { () throws(FileProblem) in try reader.read(Self.slice) } }
        } onCancel: {
          reader.stop()
        }.get()
      } catch { throw Self.unreadable(name, error.sentence) }
    }
  }

  /// How long after the end of a pipe a Ctrl-C still counts for the recording. A recorder in the same pipeline gets it
  /// too, and may have ended before it arrives here.
  private static let grace = Duration.milliseconds(250)

  /// Runs `body`. The first Ctrl-C ends the recording, if it comes from a pipe, as long as the pipe is read.
  func whileInterruptible<Value>(_ body: () async throws(Failure) -> Value) async throws(Failure) -> Value {
    reader?.endsOnInterrupt(true)
    do throws(Failure) {
      let value = try await body()
      reader?.endsOnInterrupt(false)
      return value
    } catch {
      reader?.endsOnInterrupt(false)
      throw error
    }
  }

  private static let slice = 64 << 10

  private static func descriptor(_ name: String, _ context: CommandContext) throws(Failure) -> Descriptor? {
    if name == "-" {
      guard !context.environment.terminal.input else { throw typed }
      return context.input.descriptor
    }
    do throws(FileProblem) { return try FileReader.opened(context.environment.absolutePath(name)) } catch {
      throw unreadable(name, error.sentence)
    }
  }

  private static func unreadable(_ name: String, _ why: String) -> Failure {
    Failure(
      .usage, "cannot read the recording \(name == "-" ? "on standard input" : "in " + name): \(why)",
      hint: "name a WAV, FLAC or Ogg Opus file, or pipe one in: \(recorder)")
  }

  private static var typed: Failure {
    Failure(
      .usage, "--listen - reads sound from standard input, which is a terminal",
      hint: "pipe a recorder in: \(recorder)",
      moreHints: ["or name a file: sva ask --listen question.wav"])
  }

  /// The command line that records five seconds.
  static let recorder: Remedy = "arecord -q -f S16_LE -r 16000 -c 1 -d 5 | sva ask --listen -"
}
