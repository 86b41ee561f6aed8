/// The response of `GetFoundationModelAvailability`.
struct AvailabilityBody: Decodable {
  struct Agreement: Decodable { var status: String? }
  var agreementAvailability: Agreement?
  var authorizationStatus: String?
  var entitlementAvailability: String?
  var regionAvailability: String?
}
