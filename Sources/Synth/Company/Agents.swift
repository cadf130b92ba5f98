/// Programs, as `userAgent` names them at a time.
struct Agents: Sendable {
    let terraform: String
    let browser: String
    /// The pages of the console, by the first part of `eventSource`; `""` stands for all others.
    let pages: [String: String]
    /// The command line, on three kinds of machines.
    let commandLine: [String]
    let servers: [String]
    let programs: [String]
    let function: String

    /// What calls that a page of the console makes for its reader have in `userAgent`.
    func page(of service: Service) -> String {
        pages[service.name] ?? pages[""] ?? browser
    }

    /// The spring of 2020: the pages of the console name themselves.
    static let of2020 = Agents(
        terraform:
            "aws-sdk-go/1.30.7 (go1.13.7; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.24 (+https://www.terraform.io)",
        browser:
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_4) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.129 Safari/537.36",
        pages: [
            "s3":
                "S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.761 Linux/4.9.217-0.1.ac.205.84.332.metal1.x86_64 OpenJDK_64-Bit_Server_VM/25.252-b09 java/1.8.0_252 vendor/Oracle_Corporation",
            "ec2": "console.ec2.amazonaws.com", "": "console.amazonaws.com",
        ],
        commandLine: [
            "aws-cli/2.0.10 Python/3.7.3 Darwin/19.4.0 botocore/2.0.0dev14",
            "aws-cli/1.18.39 Python/3.7.7 Linux/4.15.0-96-generic botocore/1.15.39",
            "aws-cli/1.18.46 Python/3.8.2 Windows/10 botocore/1.15.46",
        ],
        servers: [
            "aws-sdk-java/1.11.756 Linux/4.14.171-136.231.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/25.242-b08 java/1.8.0_242 vendor/Oracle_Corporation",
            "aws-sdk-go/1.29.22 (go1.14; linux; amd64) amazon-ssm-agent/",
            "Boto3/1.12.31 Python/3.7.6 Linux/4.14.173-137.229.amzn2.x86_64 Botocore/1.15.31",
            "aws-sdk-nodejs/2.648.0 linux/v12.16.1 promise",
        ],
        programs: [
            "Boto3/1.12.33 Python/3.8.2 Linux/5.3.0-1017-aws Botocore/1.15.33",
            "aws-sdk-go/1.29.34 (go1.14.1; linux; amd64)",
            "aws-sdk-ruby3/3.92.0 ruby/2.6.5 x86_64-linux aws-sdk-core/3.92.0",
            "aws-sdk-java/2.11.3 Linux/4.19.0-8-amd64 OpenJDK_64-Bit_Server_VM/11.0.6 Java/11.0.6 vendor/Debian",
            "Boto3/1.10.50 Python/3.6.9 Linux/4.15.0-91-generic Botocore/1.13.50",
        ],
        function:
            "Boto3/1.12.22 Python/3.7.7 Linux/4.14.165-102.205.amzn2.x86_64 exec-env/AWS_Lambda_python3.7 Botocore/1.15.22"
    )

    /// The autumn of 2024: most pages pass on the browser, that of IAM calls from inside AWS.
    static let of2024 = Agents(
        terraform:
            "APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.65.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.4 os/linux lang/go#1.22.6 md/GOOS#linux md/GOARCH#amd64",
        browser:
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
        pages: ["iam": "AWS Internal"],
        commandLine: [
            "aws-cli/2.17.40 md/awscrt#0.20.11 ua/2.0 os/macos#23.6.0 md/arch#arm64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off",
            "aws-cli/2.17.29 md/awscrt#0.20.11 ua/2.0 os/linux#5.15.0-118-generic md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/distrib#ubuntu.22 md/prompt#off",
            "aws-cli/2.17.35 md/awscrt#0.20.11 ua/2.0 os/windows#10 md/arch#amd64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off",
        ],
        servers: [
            "aws-sdk-java/2.27.10 Linux/6.1.102-108.177.amzn2023.x86_64 OpenJDK_64-Bit_Server_VM/17.0.12+7-LTS Java/17.0.12 vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/legacy",
            "aws-sdk-go/1.55.5 (go1.22.6; linux; amd64) amazon-ssm-agent/3.3.551.0",
            "Boto3/1.35.3 md/Botocore#1.35.3 ua/2.0 os/linux#6.1.102-108.177.amzn2023.x86_64 md/arch#x86_64 lang/python#3.11.6 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.3",
            "aws-sdk-js/3.635.0 ua/2.0 os/linux#6.1.102-108.177.amzn2023.x86_64 lang/js md/nodejs#20.16.0 api/sqs#3.635.0",
        ],
        programs: [
            "Boto3/1.34.162 md/Botocore#1.34.162 ua/2.0 os/linux#6.8.0-1013-aws md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.162",
            "aws-sdk-go-v2/1.30.4 os/linux lang/go#1.22.6 md/GOOS#linux md/GOARCH#amd64",
            "aws-sdk-ruby3/3.202.2 ua/2.0 api/core#3.202.2 os/linux md/x86_64 lang/ruby#3.3.4 md/3.3.4",
            "aws-sdk-java/2.26.31 Linux/6.1.0-23-amd64 OpenJDK_64-Bit_Server_VM/17.0.12+7-Debian-2deb12u1 Java/17.0.12 vendor/Debian io/sync http/Apache cfg/retry-mode/legacy",
            "Boto3/1.28.85 md/Botocore#1.31.85 ua/2.0 os/linux#5.15.0-118-generic md/arch#x86_64 lang/python#3.10.12 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.31.85",
        ],
        function:
            "Boto3/1.34.145 md/Botocore#1.34.145 ua/2.0 os/linux#5.10.223-234.880.amzn2.x86_64 md/arch#x86_64 lang/python#3.12.4 md/pyimpl#CPython exec-env/AWS_Lambda_python3.12 cfg/retry-mode#legacy Botocore/1.34.145"
    )
}

extension RecordForm {
    /// The programs of the time.
    var agents: Agents {
        switch self {
        case .of2020: .of2020
        case .of2024: .of2024
        }
    }
}
