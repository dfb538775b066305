package dev.granary.http.swap;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Does something when an asynchronous request is complete. */
record Completion(Runnable then) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
        then.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // The request is completed next.
    }

    @Override
    public void onError(AsyncEvent event) {
        // The request is completed next.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Begun anew, the request forgets its listeners.
        event.getAsyncContext().addListener(this);
    }
}
