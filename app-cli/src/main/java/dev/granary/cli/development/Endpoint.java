package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;

/** Answers what is sent to one path. */
@FunctionalInterface
interface Endpoint {

    /** Answers a request. @throws GeneralException if it is not one that can be answered */
    HTTPResponse answer(HTTPRequest request) throws GeneralException;
}
