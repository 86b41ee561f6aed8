"""Makes the certificates of the TLS tests and of `make bench`: a private authority and three server certificates
signed by it: `good` (localhost), `elsewhere` (another name) and `expired` (localhost, until 2020).

The keys are public. Only the tests trust them.
"""
import datetime
import ipaddress
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

here = pathlib.Path(__file__).parents[1] / "EndToEndTests/Fixtures/tls"
FROM, TO = datetime.datetime(2019, 1, 1), datetime.datetime(2119, 1, 1)


def name(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def write(stem, key, certificate):
    (here / f"{stem}.key").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (here / f"{stem}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


ca_key = ec.generate_private_key(ec.SECP256R1())
ca = (x509.CertificateBuilder().subject_name(name("sva test authority")).issuer_name(name("sva test authority"))
      .public_key(ca_key.public_key()).serial_number(1).not_valid_before(FROM).not_valid_after(TO)
      .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(ca_key, hashes.SHA256()))
(here / "ca.pem").write_bytes(ca.public_bytes(serialization.Encoding.PEM))

for serial, (stem, host, end) in enumerate([("good", "localhost", TO), ("elsewhere", "elsewhere.example", TO),
                                            ("expired", "localhost", datetime.datetime(2020, 1, 1))], start=2):
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName(host)] + ([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))] if host == "localhost" else [])
    certificate = (x509.CertificateBuilder().subject_name(name(host)).issuer_name(ca.subject)
                   .public_key(key.public_key()).serial_number(serial).not_valid_before(FROM).not_valid_after(end)
                   .add_extension(x509.SubjectAlternativeName(names), critical=False)
                   .sign(ca_key, hashes.SHA256()))
    write(stem, key, certificate)
