package gpudeck.campaign;

/// What stops the product at a point. It is set before the job starts.
interface Trap {

    /// Returns when the product is there.
    void await() throws Exception;

    /// Lets what it held go on, also where nobody waits for it any more.
    void release() throws Exception;
}
