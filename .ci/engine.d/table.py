"""The table of CloudTrail's events that Athena reads, in DuckDB, and Athena's SQL in DuckDB's words."""

import functools
import json
import os
import tempfile

import duckdb
import sqlglot
from sqlglot import exp

from records import records

IDENTITY = ["type", "principalId", "arn", "accountId", "invokedBy", "accessKeyId", "userName"]
ISSUER = ["type", "principalId", "arn", "accountId", "userName"]
TLS = ["tlsVersion", "cipherSuite", "clientProvidedHostHeader"]
ADDENDUM = ["reason", "updatedFields", "originalRequestID", "originalEventID"]
PLAIN = [
    "eventVersion", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode",
    "errorMessage", "requestParameters", "responseElements", "additionalEventData", "requestID", "eventID", "readOnly",
    "eventType", "apiVersion", "recipientAccountId", "serviceEventDetails", "sharedEventID", "vpcEndpointId",
    "vpcEndpointAccountId", "eventCategory", "sessionCredentialFromConsole", "edgeDeviceDetails",
]


def text(value):
    """What Hive's reader of JSON puts into a column of type string."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def member(value, *names):
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def texts(value, names):
    return {name.lower(): text(value.get(name)) for name in names} if isinstance(value, dict) else None


def identity(value):
    if not isinstance(value, dict):
        return None
    columns = texts(value, IDENTITY)
    columns["onbehalfof"] = texts(value.get("onBehalfOf"), ["userId", "identityStoreArn"])
    session = value.get("sessionContext")
    columns["sessioncontext"] = None
    if isinstance(session, dict):
        web = session.get("webIdFederationData")
        attributes = {key: text(value) for key, value in (member(web, "attributes") or {}).items()}
        columns["sessioncontext"] = {
            "attributes": texts(session.get("attributes"), ["mfaAuthenticated", "creationDate"]),
            "sessionissuer": texts(session.get("sessionIssuer"), ISSUER),
            "ec2roledelivery": text(session.get("ec2RoleDelivery")),
            "webidfederationdata": {
                "federatedprovider": text(web.get("federatedProvider")), "attributes": attributes or None,
            } if isinstance(web, dict) else None,
        }
    return columns


def row(record):
    columns = texts(record, PLAIN)
    columns["useridentity"] = identity(record.get("userIdentity"))
    resources = record.get("resources")
    columns["resources"] = [
        {"arn": text(one.get("ARN", one.get("arn"))), "accountid": text(one.get("accountId")), "type": text(one.get("type"))}
        for one in resources if isinstance(one, dict)
    ] if isinstance(resources, list) else None
    columns["tlsdetails"] = texts(record.get("tlsDetails"), TLS)
    columns["addendum"] = texts(record.get("addendum"), ADDENDUM)
    columns["account"] = record.get("recipientAccountId") or member(record, "userIdentity", "accountId")
    columns["region"] = record.get("awsRegion")
    columns["timestamp"] = str(record["eventTime"])[:10].replace("-", "/")
    return columns


def struct(**fields):
    return "STRUCT(" + ", ".join(f'"{name}" {kind}' for name, kind in fields.items()) + ")"


def all_texts(names):
    return {name.lower(): "VARCHAR" for name in names}


TYPES = {
    **all_texts(PLAIN), **all_texts(["account", "region", "timestamp"]),
    "useridentity": struct(
        **all_texts(IDENTITY), onbehalfof=struct(**all_texts(["userId", "identityStoreArn"])),
        sessioncontext=struct(
            attributes=struct(**all_texts(["mfaAuthenticated", "creationDate"])),
            sessionissuer=struct(**all_texts(ISSUER)), ec2roledelivery="VARCHAR",
            webidfederationdata=struct(federatedprovider="VARCHAR", attributes="MAP(VARCHAR, VARCHAR)"))),
    "resources": struct(**all_texts(["arn", "accountId", "type"])) + "[]",
    "tlsdetails": struct(**all_texts(TLS)), "addendum": struct(**all_texts(ADDENDUM)),
}


# JSON paths -------------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=200_000)
def parsed(document):
    return json.loads(document)


@functools.lru_cache(maxsize=5_000)
def members(path):
    """The names in `lax $."a"."b"[*]`, where a quote in a name is written twice."""
    assert path.startswith("lax $") and path.endswith("[*]"), path
    rest, names = path[5:-3], []
    while rest:
        assert rest.startswith('."'), path
        end, name = 2, ""
        while rest[end] != '"' or rest[end + 1:end + 2] == '"':
            name += rest[end]
            end += 2 if rest[end] == '"' else 1
        names.append(name)
        rest = rest[end + 1:]
    return names


def lax_items(document, path):
    """What `json_query(document, path WITH UNCONDITIONAL ARRAY WRAPPER)` holds: in lax mode a step walks through an array,
    and what is missing is nothing. Source: ISO/IEC 9075-2."""
    try:
        values = [parsed(document)] if document is not None else []
    except ValueError:
        return None
    for name in members(path):
        elements = [element for value in values for element in (value if isinstance(value, list) else [value])]
        values = [element[name] for element in elements if isinstance(element, dict) and name in element]
    items = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [json.dumps(item, separators=(",", ":"), ensure_ascii=False) for item in items] or None


# The database -----------------------------------------------------------------------------------------------------------


def connect(file=":memory:"):
    connection = duckdb.connect(file)
    connection.execute("SET TimeZone='UTC'")
    connection.create_function("lax_items", lax_items, ["VARCHAR", "VARCHAR"], "JSON[]", null_handling="special")
    # Athena has no scalar where there is an object or an array; DuckDB has its text.
    connection.execute("""CREATE OR REPLACE TEMP MACRO json_scalar(document, path) AS
        CASE WHEN json_type(document, path) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(document, path) END""")
    return connection


def fill(connection, paths):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "rows")
        with open(file, "w") as stream:
            for record in records(paths):
                stream.write(json.dumps(row(record)) + "\n")
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items())
        connection.execute('CREATE SCHEMA IF NOT EXISTS "default"')
        connection.execute(
            f"""CREATE TABLE "default".cloudtrail_logs AS SELECT * FROM read_json('{file}',
            format='newline_delimited', maximum_object_size=100000000, columns={{{columns}}})""")


def translated(sql):
    """Athena's SQL as DuckDB's; what SQLGlot does not know of is put into DuckDB's words here."""

    def items(node):
        if isinstance(node, exp.Cast) and isinstance(node.this, exp.ParseJSON):
            query = node.this.this
            assert query.args.get("json_query") and query.args["option"].name == "WITH UNCONDITIONAL ARRAY WRAPPER"
            return exp.Anonymous(this="lax_items", expressions=[query.this, query.expression])
        return node

    def matches(node):
        if isinstance(node, exp.Anonymous) and node.name.lower() == "any_match":
            found = exp.Anonymous(this="list_filter", expressions=node.expressions)
            return exp.GT(this=exp.Anonymous(this="len", expressions=[found]), expression=exp.Literal.number(0))
        return node

    def scalars(node):
        if isinstance(node, exp.JSONExtractScalar):
            path = exp.Literal.string(node.expression.sql().strip("'"))
            return exp.Anonymous(this="json_scalar", expressions=[node.this, path])
        return node

    tree = sqlglot.parse_one(sql, read="athena").transform(items).transform(matches).transform(scalars)
    return tree.sql(dialect="duckdb")
