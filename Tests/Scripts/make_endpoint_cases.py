#!/usr/bin/env python3
"""Resolves every region x service x variant with botocore's endpoint rule sets and writes endpoint-cases.json.

Run where botocore is installed: python3 make_endpoint_cases.py (made with botocore 1.44). Regions whose hosts differ only
in the region's name are written once, with `{R}` in its place.
"""
import json
import os
import re

import botocore.session
from botocore.client import ClientCreator
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import InvalidRegionError
from botocore.utils import validate_region_name

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../AWSTests/Fixtures")
SERVICES = ["sts", "bedrock", "bedrock-runtime", "sso", "sso-oidc", "signin"]
INVENTED = ["us-moon-1", "us-east-99", "eu-gov-1", "us-gov-north-3", "us-gov-1", "cn-south-7", "eusc-de-west-2", "eusc-fr-east-1", "mars", "mars-1",
            "xx-east-1", "us-iso-south-2", "us-isob-a-1", "us-isoz-east-1", "eu-isoe-central-1", "eu-iso-west-1", "ap-east-1a", "us--1", "us-east",
            "a", "x" * 63, "us-east-1-2", "cn-a-b-1", "1a", "local", "aws-us-gov-globall"]


def main():
    session = botocore.session.get_session()
    loader = session.get_component("data_loader")
    partitions = loader.load_data("partitions")
    providers = {s: EndpointProvider(loader.load_service_model(s, "endpoint-rule-set-1"), partitions) for s in SERVICES}
    regions = sorted({r for p in partitions["partitions"] for r in p["regions"]}) + INVENTED

    groups = {}
    for region in regions:
        rows = {}
        for service in SERVICES:
            for legacy in [False, True] if service == "sts" else [False]:
                row = []
                for fips, dual in [(False, False), (True, False), (False, True), (True, True)]:
                    given = {"Region": region, "UseFIPS": fips, "UseDualStack": dual}
                    if service == "sts":
                        given["UseGlobalEndpoint"] = legacy
                    endpoint = providers[service].resolve_endpoint(**given)
                    host = re.sub(r"(^https://|\.)" + re.escape(region) + r"\.", r"\1{R}.", endpoint.url)
                    scheme = (endpoint.properties.get("authSchemes") or [{}])[0]
                    signing = scheme.get("signingRegion", region)
                    row.append(host + (" us-east-1" if signing != region else ""))
                rows[service + ("-legacy" if legacy else "")] = row
        groups.setdefault(json.dumps(rows), []).append(region)

    names = ["us-east-1", "US-EAST-1", "", " us-east-1", "us-east-1 ", "-us", "us-", "us_east_1", "us.east.1", "us/east", "evil.com#", "123", "1-2",
             "12a", "x" * 63, "x" * 64, "üs-east-1", "us-east-1\t", "@evil", "fips-us-east-1", "us-east-1-fips", "fips-us-gov-west-1", "fips-", "-fips",
             "fips-123", "aws-global"]
    validity = []
    for name in names:
        region, config = ClientCreator._normalize_fips_region(None, name, None)
        try:
            validate_region_name(region)
            valid = region != ""  # botocore lets the empty name pass and fails later
        except InvalidRegionError:
            valid = False
        validity.append({"name": name, "region": region.lower() if valid else None, "fips": config is not None})

    with open(os.path.join(HERE, "endpoint-cases.json"), "w", encoding="utf-8") as file:
        json.dump({"groups": [{"regions": r, "urls": json.loads(rows)} for rows, r in groups.items()], "names": validity}, file, indent=1)
        file.write("\n")


main()
